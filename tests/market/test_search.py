"""What becomes findable, and that nothing that changes in the admin is forgotten."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from core import search_registry
from core.choices import TermKind
from core.clock import now
from core.models import SearchChange, Term
from market import actions
from market.models import ProcurementNotice
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_organisation, make_staff

pytestmark = pytest.mark.django_db


def document_of(snippet):
    name = snippet._meta.model_name
    return search_registry.adapters()[name].documents([snippet.pk]).get(snippet.pk)


def changes():
    """Return what waits to be indexed, and forget it."""
    uids = set(SearchChange.objects.values_list("uid", flat=True))
    SearchChange.objects.all().delete()
    return uids


def test_the_document_of_a_notice():

    notice = make_notice(summary="Avrop på 90 dispensere.", reference="BRA-22/318", contact="Sunniva")
    notice.themes.add(Term.objects.create(kind=TermKind.THEME, slug="legemidler", name="x"))
    notice.save()

    document = document_of(notice)

    assert (document.uid, document.kind, document.language) == (f"procurementnotice:{notice.pk}", "notice", "nb")
    assert (document.title, document.url) == (notice.title, notice.get_absolute_url())
    assert document.access_key == "open"
    for word in ("Avrop", "tjeneste", "BRA-22/318", "Sunniva", "Bra kommune"):
        assert word in document.body
    year = str(notice.first_published_at.year)
    assert document.facets == {"tema": ("legemidler",), "org": ("bra-kommune",), "aar": (year,)}


def test_the_document_of_a_supplier():
    profile = make_profile(contact="Arne")

    document = document_of(profile)

    assert (document.uid, document.kind) == (f"supplierprofile:{profile.pk}", "supplier")
    assert "Sårsporet" in document.body
    assert document.facets["org"] == ("sar-as",)


def test_only_what_is_visible_has_a_document():
    draft, gone, shown = make_notice("Utkast", published=False), make_notice("Trukket"), make_notice("Vist")
    actions.withdraw_notice(notice=gone, actor=make_staff("Anne", "editor"))
    gone.latest_revision.publish()
    adapter = search_registry.adapters()["procurementnotice"]
    pks = [draft.pk, gone.pk, shown.pk]

    assert set(adapter.documents(pks)) == {shown.pk}
    assert set(adapter.all_pks()) == {shown.pk}
    assert adapter.visible(pks, None) == {shown.pk}


def test_each_change_of_what_readers_see_is_noted():
    make_organisation("Bra kommune")
    changes()
    notice = make_notice()
    uid = f"procurementnotice:{notice.pk}"
    assert changes() == {uid}

    notice.title = "Ny tittel"
    revision = notice.save_revision()
    assert changes() == set()

    revision.publish()
    assert changes() == {uid}

    ProcurementNotice.objects.get(pk=notice.pk).unpublish()
    assert changes() == {uid}

    ProcurementNotice.objects.get(pk=notice.pk).delete()
    assert changes() == {uid}


def test_scheduled_publishing_and_expiry_are_noted():
    notice = make_notice(published=False)
    uid = f"procurementnotice:{notice.pk}"
    notice.go_live_at = now() + timedelta(hours=1)
    notice.save_revision().publish()
    notice.revisions.update(approved_go_live_at=now() - timedelta(minutes=1))
    changes()
    assert not ProcurementNotice.objects.visible_to(None).exists()

    ProcurementNotice.objects.filter(pk=notice.pk).update(go_live_at=None)
    revision = notice.revisions.latest("pk")
    revision.content["go_live_at"] = None
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert ProcurementNotice.objects.visible_to(None).exists()
    assert changes() == {uid}

    ProcurementNotice.objects.filter(pk=notice.pk).update(expire_at=now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    assert not ProcurementNotice.objects.visible_to(None).exists()
    assert changes() == {uid}
