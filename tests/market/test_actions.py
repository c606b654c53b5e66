import pytest
from django.db import IntegrityError, transaction
from wagtail.contrib.redirects.models import Redirect

from core.models import AuditEntry, EventEntry, SearchChange
from market import actions
from market.models import ProcurementNotice
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_organisation, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def anne():
    return make_staff("Anne", "editor")


def move(snippet, actor, **changes):
    values = {"owner": snippet.owner, "slug": snippet.slug, **changes}
    actions.change_owner_and_address(snippet=snippet, actor=actor, **values)
    snippet.refresh_from_db()


def test_a_withdrawn_notice_is_invisible_and_leaves_its_rows(anne):
    notice = make_notice()
    SearchChange.objects.all().delete()

    actions.withdraw_notice(notice=notice, actor=anne)

    uid = f"procurementnotice:{notice.pk}"
    assert not ProcurementNotice.objects.visible_to(None).exists()
    assert AuditEntry.objects.filter(action="notice.withdrawn", object_uid=uid, actor_name="Anne").count() == 1
    assert EventEntry.objects.filter(kind="notice.withdrawn", object_uid=uid).count() == 1
    assert SearchChange.objects.filter(uid=uid).exists()


def test_withdrawing_twice_changes_nothing(anne):
    notice = make_notice()
    actions.withdraw_notice(notice=notice, actor=anne)
    notice.refresh_from_db()
    first = notice.withdrawn_at

    actions.withdraw_notice(notice=notice, actor=anne)
    notice.refresh_from_db()

    assert notice.withdrawn_at == first
    assert AuditEntry.objects.filter(action="notice.withdrawn").count() == 1


def test_publishing_an_old_revision_leaves_a_withdrawn_notice_withdrawn(anne):
    notice = make_notice()
    old = notice.latest_revision
    actions.withdraw_notice(notice=notice, actor=anne)

    old.publish()  # an object from before the withdrawal, as a request that was under way would hold it
    notice.refresh_from_db()

    assert notice.live
    assert notice.is_withdrawn
    assert not ProcurementNotice.objects.visible_to(None).exists()


def test_a_draft_can_be_withdrawn_as_well(anne):
    notice = make_notice(published=False)
    actions.withdraw_notice(notice=notice, actor=anne)

    notice.latest_revision.publish()

    assert not ProcurementNotice.objects.visible_to(None).exists()


def test_a_new_address_keeps_the_old_one_alive(anne, anonymous):
    notice = make_notice(slug="forste")
    move(notice, anne, slug="andre")
    move(notice, anne, slug="tredje")

    for old in ("forste", "andre"):
        response = anonymous.get(f"/anskaffelser/kunngjoringer/{old}/?fra=epost")
        assert (response.status_code, response["Location"]) == (301, "/anskaffelser/kunngjoringer/tredje/")
    assert anonymous.get("/anskaffelser/kunngjoringer/tredje/").status_code == 200
    assert AuditEntry.objects.filter(action="market.moved", actor_name="Anne").count() == 2


def test_back_to_an_earlier_address(anne, anonymous):
    profile = make_profile(slug="forste")
    move(profile, anne, slug="andre")
    move(profile, anne, slug="forste")

    assert anonymous.get("/anskaffelser/leverandorer/forste/").status_code == 200
    assert anonymous.get("/anskaffelser/leverandorer/andre/")["Location"] == "/anskaffelser/leverandorer/forste/"
    assert Redirect.objects.count() == 1


def test_a_draft_moves_without_a_trace_for_readers(anne):
    move(make_notice(published=False), anne, slug="ny")

    assert not Redirect.objects.exists()


def test_another_buyer(anne):
    notice, buyer = make_notice(), make_organisation("Nord kommune")
    move(notice, anne, owner=buyer)

    assert notice.buyer == buyer
    assert not Redirect.objects.exists()
    assert SearchChange.objects.filter(uid=f"procurementnotice:{notice.pk}").exists()


def test_no_change_leaves_no_row(anne):
    move(make_notice(), anne)

    assert not AuditEntry.objects.filter(action="market.moved").exists()


def test_an_address_that_is_taken_is_refused(anne):
    make_notice("En", slug="en")
    other = make_notice("To", slug="to")

    with pytest.raises(IntegrityError), transaction.atomic():
        move(other, anne, slug="en")
