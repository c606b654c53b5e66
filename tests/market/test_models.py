from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from core.clock import now
from market.choices import NoticeStatus
from market.models import MarketIndexPage, ProcurementNotice, SupplierProfile
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db


def errors_of(snippet):
    with pytest.raises(ValidationError) as caught:
        snippet.full_clean()
    return set(caught.value.message_dict)


def test_only_what_is_published_is_visible():
    notice, profile = make_notice(), make_profile()
    make_notice("Utkast", published=False)
    make_profile("Kladd AS", published=False)

    assert list(ProcurementNotice.objects.visible_to(None)) == [notice]
    assert list(SupplierProfile.objects.visible_to(None)) == [profile]


def test_status_in_the_database_is_the_status_in_python():
    for number, days in enumerate([-1, 1, None]):
        make_notice(f"Nummer {number}", deadline_in_days=days)
    make_notice("Tildelt", type="award", deadline_in_days=None)

    found = {one.title: one for one in ProcurementNotice.objects.with_status()}

    assert {one.status_now for one in found.values()} == {NoticeStatus.OPEN, NoticeStatus.CLOSED}
    assert all(one.status_now == one.status for one in found.values())
    assert found["Nummer 0"].deadline_ahead is None
    assert found["Nummer 1"].deadline_ahead == found["Nummer 1"].deadline


def test_a_deadline_not_before_publication_and_within_ten_years():
    notice = make_notice(published=False)
    for wrong in (now() - timedelta(minutes=1), now() + timedelta(days=3660)):
        notice.deadline = wrong
        assert errors_of(notice) == {"deadline"}

    notice.deadline, notice.go_live_at = now() + timedelta(days=2), now() + timedelta(days=3)
    assert errors_of(notice) == {"deadline"}


def test_a_published_notice_whose_deadline_has_passed_can_still_be_corrected():
    notice = make_notice(deadline_in_days=-2)
    notice.title = "Rettet"

    notice.full_clean()


@pytest.mark.parametrize("value", [-1, "100000000000.01"])
def test_the_value_is_neither_negative_nor_absurd(value):
    notice = make_notice()
    notice.value_nok = value

    assert errors_of(notice) == {"value_nok"}


@pytest.mark.parametrize("website", ["javascript:alert(1)", "ftp://sar.example", "sar"])
def test_a_website_is_on_the_web(website):
    profile = make_profile()
    profile.website = website

    assert errors_of(profile) == {"website"}


def test_a_profile_belongs_to_a_supplier():
    profile = make_profile()
    profile.organisation = make_organisation("Vest kommune")

    assert errors_of(profile) == {"organisation"}


def test_addresses_are_those_of_the_index_page():
    index = MarketIndexPage.objects.originals().get()
    notice, profile = make_notice(slug="n"), make_profile(slug="p")

    assert notice.get_absolute_url() == index.path_url + index.reverse_subpage("notice", args=["n"])
    assert profile.get_absolute_url() == index.path_url + index.reverse_subpage("supplier", args=["p"])
    assert notice.full_url == "http://testserver/anskaffelser/kunngjoringer/n/"


def test_an_old_revision_brings_back_content_but_not_state():
    notice = make_notice("Gammel tittel", slug="gammel")
    old = notice.latest_revision
    buyer = make_organisation("Nord kommune")
    ProcurementNotice.objects.filter(pk=notice.pk).update(buyer=buyer, slug="ny", title="Ny tittel")

    old.publish()
    notice.refresh_from_db()

    assert (notice.title, notice.slug, notice.buyer) == ("Gammel tittel", "ny", buyer)


def test_an_old_revision_of_a_profile_keeps_its_organisation():
    profile = make_profile()
    old = profile.latest_revision
    other = make_organisation("Måltrost AS", kind="supplier")
    SupplierProfile.objects.filter(pk=profile.pk).update(organisation=other)

    old.publish()
    profile.refresh_from_db()

    assert profile.organisation == other
