"""Editors' work in the admin: drafts, preview, publishing, workflow, and what is changed beside the content."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.clock import now
from core.models import SearchChange
from market.models import ProcurementNotice, SupplierProfile
from people.choices import OrganisationKind
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member, make_organisation, make_staff
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db

NOTICE = "wagtailsnippets_market_procurementnotice"
SUPPLIER = "wagtailsnippets_market_supplierprofile"


@pytest.fixture
def staff(signed_in):
    """Return a function from a role to a client that is signed in with a second factor."""

    def sign_in(role):
        user = make_staff("Anne", role)
        client = signed_in(user)
        prove_second_factor(client, user)
        return client

    return sign_in


@pytest.fixture
def editor(staff):
    return staff("editor")


def url(namespace, name, *args):
    return reverse(f"{namespace}:{name}", args=args)


def notice_data(**changes):
    values = {
        "title": "Sårapp til fire kommuner",
        "slug": "sarapp",
        "type": "competition",
        "buyer": make_organisation("God kommune").pk,
        "deadline": f"{localtime(now() + timedelta(days=20)):%Y-%m-%d %H:%M}",
        "body": "Vi kjøper **én** app.",
        "language": "nb",
        "documents": inline_formset([]),
    }
    return nested_form_data({**values, **changes})


def supplier_data(**changes):
    organisation = make_organisation("Sår AS", OrganisationKind.SUPPLIER)
    values = {"name": "Sår AS", "slug": "sar", "organisation": organisation.pk, "language": "nb"}
    return nested_form_data({**values, "website": "https://sar.example", **changes})


def test_a_draft_is_made_previewed_and_published(editor, anonymous):
    editor.post(url(NOTICE, "add"), notice_data())
    notice = ProcurementNotice.objects.get()
    assert not notice.live
    assert anonymous.get(notice.get_absolute_url()).status_code == 404

    preview = url(NOTICE, "preview_on_edit", notice.pk)
    assert editor.post(preview, notice_data(body="Vi kjøper **to** apper.")).json()["is_valid"]
    shown = editor.get(preview)
    assert shown.status_code == 200
    assert "<strong>to</strong>" in shown.content.decode()

    response = editor.post(url(NOTICE, "edit", notice.pk), notice_data(**{"action-publish": "1"}))
    assert response.status_code == 302
    assert anonymous.get("/anskaffelser/kunngjoringer/sarapp/").status_code == 200
    assert SearchChange.objects.filter(uid=f"procurementnotice:{notice.pk}").exists()


def test_preview_of_what_is_not_saved_yet(editor):
    for namespace, data in ((NOTICE, notice_data()), (SUPPLIER, supplier_data())):
        assert editor.post(url(namespace, "preview_on_add"), data).json()["is_valid"]
        assert editor.get(url(namespace, "preview_on_add")).status_code == 200


def test_a_supplier_is_published_at_once(editor, anonymous):
    editor.post(url(SUPPLIER, "add"), supplier_data(**{"action-publish": "1"}))

    assert anonymous.get("/anskaffelser/leverandorer/sar/").status_code == 200
    assert SearchChange.objects.filter(uid=f"supplierprofile:{SupplierProfile.objects.get().pk}").exists()


def test_a_draft_may_lack_what_publishing_needs(editor):
    editor.post(url(NOTICE, "add"), notice_data(deadline=""))
    notice = ProcurementNotice.objects.get()

    response = editor.post(url(NOTICE, "edit", notice.pk), notice_data(deadline="", **{"action-publish": "1"}))

    assert "deadline" in response.context["form"].errors
    assert not ProcurementNotice.objects.get().live


def test_the_address_of_a_draft_is_changed_in_the_form(editor):
    editor.post(url(NOTICE, "add"), notice_data())
    notice = ProcurementNotice.objects.get()

    editor.post(url(NOTICE, "edit", notice.pk), notice_data(slug="bedre"))
    editor.post(url(NOTICE, "edit", notice.pk), notice_data(slug="bedre", **{"action-publish": "1"}))

    notice.refresh_from_db()
    assert (notice.slug, notice.live) == ("bedre", True)


def test_the_state_of_what_has_been_published_is_not_in_the_form(editor):
    notice = make_notice(slug="fast")
    changed = notice_data(title="Ny tittel", slug="nytt", **{"action-publish": "1"})

    editor.post(url(NOTICE, "edit", notice.pk), changed)

    before = notice.buyer
    notice.refresh_from_db()
    assert (notice.title, notice.slug, notice.buyer) == ("Ny tittel", "fast", before)


def test_owner_and_address_are_changed_beside_the_content(editor, anonymous):
    notice, buyer = make_notice(slug="gammel"), make_organisation("Nord kommune")
    assert url(NOTICE, "move", notice.pk) in editor.get(url(NOTICE, "edit", notice.pk)).content.decode()
    assert editor.get(url(NOTICE, "move", notice.pk)).status_code == 200

    response = editor.post(url(NOTICE, "move", notice.pk), {"owner": buyer.pk, "slug": "ny"})

    assert response["Location"] == url(NOTICE, "edit", notice.pk)
    redirected = anonymous.get("/anskaffelser/kunngjoringer/gammel/")
    assert (redirected.status_code, redirected["Location"]) == (301, "/anskaffelser/kunngjoringer/ny/")
    notice.refresh_from_db()
    assert notice.buyer == buyer


def test_an_address_is_refused_while_it_means_something_else(editor):
    one, other = make_notice("En", slug="en"), make_notice("To", slug="to")
    editor.post(url(NOTICE, "move", one.pk), {"owner": one.buyer.pk, "slug": "uno"})

    for taken in ("uno", "en", "ikke en slug"):
        response = editor.post(url(NOTICE, "move", other.pk), {"owner": other.buyer.pk, "slug": taken})
        assert "slug" in response.context["form"].errors, taken
    response = editor.post(url(NOTICE, "add"), notice_data(slug="en"))
    assert "slug" in response.context["form"].errors


def test_an_organisation_has_one_profile(editor):
    one, other = make_profile(), make_profile("Måltrost AS")

    moved = editor.post(url(SUPPLIER, "move", other.pk), {"owner": one.organisation.pk, "slug": "maltrost-as"})
    added = editor.post(url(SUPPLIER, "add"), supplier_data(slug="sar-2"))
    municipality = make_organisation("Vest kommune")
    wrong = editor.post(url(SUPPLIER, "move", other.pk), {"owner": municipality.pk, "slug": "maltrost-as"})

    assert "owner" in moved.context["form"].errors
    assert "organisation" in added.context["form"].errors
    assert "owner" in wrong.context["form"].errors


def test_a_notice_is_withdrawn_after_a_question(editor, anonymous):
    notice = make_notice()
    withdraw = url(NOTICE, "withdraw", notice.pk)
    assert withdraw in editor.get(url(NOTICE, "edit", notice.pk)).content.decode()
    assert editor.get(withdraw).status_code == 200
    assert anonymous.get(notice.get_absolute_url()).status_code == 200

    editor.post(withdraw)
    revert = url(NOTICE, "revisions_revert", notice.pk, notice.latest_revision_id)
    editor.post(revert, notice_data(**{"action-publish": "1"}))

    assert ProcurementNotice.objects.get().live
    assert anonymous.get(notice.get_absolute_url()).status_code == 410
    assert withdraw not in editor.get(url(NOTICE, "edit", notice.pk)).content.decode()
    assert ProcurementNotice.objects.get().status_string == gettext("withdrawn")


def test_lists_can_be_searched_and_filtered(editor):
    make_notice("Sårapp til fire kommuner"), make_notice("Vaskemaskin", type="planned"), make_profile()

    found = editor.get(
        url(NOTICE, "list"), {"q": "sårapp", "type": "competition", "live": "true", "ordering": "deadline"}
    )
    suppliers = editor.get(url(SUPPLIER, "list"), {"q": "sår", "live": "true", "language": "nb"})

    assert [one.title for one in found.context["object_list"]] == ["Sårapp til fire kommuner"]
    assert [one.name for one in suppliers.context["object_list"]] == ["Sår AS"]


@pytest.mark.parametrize("role", ["moderator", "procurement_officer"])
def test_others_change_nothing(staff, role):
    notice, client = make_notice(), staff(role)

    for name in ("edit", "move", "withdraw"):
        assert client.post(url(NOTICE, name, notice.pk), {}).status_code in (302, 403), name
    notice.refresh_from_db()
    assert notice.live
    assert not notice.is_withdrawn


def test_members_do_not_reach_the_admin(signed_in, anonymous):
    notice = make_notice()
    address = url(NOTICE, "withdraw", notice.pk)

    for client in (anonymous, signed_in(make_member())):
        response = client.post(address)
        assert response.status_code in (302, 403)
    notice.refresh_from_db()
    assert not notice.is_withdrawn
