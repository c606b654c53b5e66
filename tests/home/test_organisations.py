"""The list of the organisations, and the page of each: who may read of them, what stands there, what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import journal
from core.access import MEMBERS
from core.clock import now
from market.actions import change_owner_and_address
from people.choices import OrganisationKind
from people.models import Organisation
from search.drain import drain, engine, expected
from tests.factories.arena import make_idea
from tests.factories.cases import make_experience
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_key_person, make_member, make_organisation, organisation_of
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db
LIST = "/organisasjoner/"


def text_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.text


def queries_of(client, address):
    text_of(client, address)
    with CaptureQueriesContext(connection) as captured:
        text_of(client, address)
    return len(captured)


def test_the_list_is_in_the_order_of_the_alphabet_and_filtered_by_kind(anonymous):
    for name in ("Ås kommune", "Bodø kommune", "Ærøy kommune"):
        make_organisation(name)
    make_organisation("Sår AS", OrganisationKind.SUPPLIER)

    text = text_of(anonymous, LIST)
    places = [text.index(name) for name in ("Bodø kommune", "Sår AS", "Ærøy kommune", "Ås kommune")]
    assert places == sorted(places)
    assert "Bodø kommune" not in text_of(anonymous, f"{LIST}?type=supplier").split('id="results"')[1]


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_an_organisation_is_public_once_it_is_verified(anonymous, signed_in, prefix):
    hidden = make_organisation("Lur kommune", verified=False)
    for client in (anonymous, signed_in(make_member())):
        text_of(client, prefix + hidden.get_absolute_url(), 404)
        assert "Lur kommune" not in text_of(client, prefix + LIST)
    text_of(anonymous, f"{prefix}{LIST}finnes-ikke/", 404)


@pytest.mark.usefixtures("search_index")
def test_the_search_tells_nobody_the_name_behind_an_address_that_was_guessed(anonymous):
    hidden, known = make_organisation("Lur kommune", verified=False), make_organisation("Kjent kommune")
    for address in ("/sok/", "/sok/feed/", "/api/search/"):
        assert "Lur kommune" not in text_of(anonymous, f"{address}?org={hidden.slug}")
    for address in ("/sok/", "/sok/feed/"):
        assert known.name in text_of(anonymous, f"{address}?org={known.slug}")


def test_the_page_says_who_it_is_and_what_it_shared(anonymous):
    inger = make_key_person("Inger")
    vest = organisation_of(inger)
    Organisation.objects.filter(pk=vest.pk).update(about="En kommune ved sjøen.", orgnr="974760673", population=12345)
    idea, report = make_idea(inger, title="Sensor i senga"), make_experience(inger, title="Lærdom om senger")
    make_idea(make_member("Bente", "Nord kommune"), title="Noe fra nord")
    notice = make_notice(buyer=vest)

    text = text_of(anonymous, vest.get_absolute_url())
    for shown in ("En kommune ved sjøen.", "974\xa0760\xa0673", "12\xa0345", idea.title, report.title, "1 kunngjøring"):
        assert shown in text
    assert "Noe fra nord" not in text
    assert notice.title in text_of(anonymous, f"/anskaffelser/kunngjoringer/?oppdragsgiver={vest.slug}")


def test_what_only_members_may_read_is_shown_to_them_alone(anonymous, signed_in):
    inger = make_key_person("Inger")
    idea = make_idea(inger, title="For medlemmer")
    idea.state.access_key = MEMBERS
    idea.state.save()
    address = organisation_of(inger).get_absolute_url()
    assert "For medlemmer" not in text_of(anonymous, address)
    assert "For medlemmer" in text_of(signed_in(inger), address)


def test_a_supplier_and_its_profile_lead_to_each_other(anonymous):
    profile = make_profile("Sår AS")
    supplier = profile.organisation
    assert f'href="{profile.get_absolute_url()}"' in text_of(anonymous, supplier.get_absolute_url())
    assert f'href="{supplier.get_absolute_url()}"' in text_of(anonymous, profile.get_absolute_url())


def test_what_it_shared_leads_back_to_it(anonymous):
    inger = make_key_person("Inger")
    address = organisation_of(inger).get_absolute_url()
    assert f'href="{address}"' in text_of(anonymous, make_idea(inger, title="Sensor").path_url)
    Organisation.objects.update(verified_at=None)
    assert f'href="{address}"' not in text_of(anonymous, make_idea(inger, title="Sensor to").path_url)


def test_an_administrator_renames_it_and_its_address_stays(anonymous):
    vest = make_organisation("Vest kommune")
    edit = f"/admin/snippets/people/organisation/edit/{vest.pk}/"
    wenche = at_the_desk("administrator")
    assert 'name="slug"' not in wenche.get(edit).text
    verified = "2026-01-02 10:00"
    sent = {"name": "Ny Vest kommune", "slug": "ny-vest", "kind": vest.kind, "language": "nb", "verified_at": verified}
    assert wenche.post(edit, sent).status_code == 302
    assert "Ny Vest kommune" in text_of(anonymous, "/organisasjoner/vest-kommune/")
    later = wenche.post(edit, sent | {"verified_at": f"{now() + timedelta(days=30):%Y-%m-%d %H:%M}"})
    assert "Det kan ikke være bekreftet på et tidspunkt som ikke er kommet." in later.text


def test_what_it_says_and_shares_is_marked_with_its_language(anonymous):
    inger = make_key_person("Inger")
    Organisation.objects.update(about="Me held til ved fjorden.", language="nn")
    make_idea(inger, title="Kva gjer de?", language="nn")
    text = text_of(anonymous, organisation_of(inger).get_absolute_url())
    assert re.search(r'lang="nn">\s*Me held til ved fjorden\.', text)
    assert 'lang="nn">Kva gjer de?' in text


def test_one_that_says_nothing_has_a_page(anonymous):
    text = text_of(anonymous, make_organisation("Taus kommune").get_absolute_url())
    assert "Ingenting er delt her ennå." in text
    assert '<meta name="description" content="">' not in text
    assert "mp-facts" not in text


def test_more_than_a_page_holds_is_paged(anonymous):
    inger = make_member("Inger")
    for number in range(23):
        make_idea(inger, title=f"Idé {number:02}")
    address = organisation_of(inger).get_absolute_url()
    first = text_of(anonymous, address)
    assert ("Idé 22" in first, "Idé 00" in first) == (True, False)
    assert "?etter=" in first
    assert "Idé 22" in text_of(anonymous, f"{address}?etter=feil")


@pytest.mark.parametrize("shared", [1, 3, 20])
def test_pages_cost_the_same_however_much_there_is(anonymous, shared):
    inger = make_key_person("Inger")
    for number in range(shared):
        make_idea(inger, title=f"Ting {number}")
        make_organisation(f"Kommune {number}")
    assert queries_of(anonymous, organisation_of(inger).get_absolute_url()) == 6
    assert queries_of(anonymous, LIST) == 3


def found(client, query, **filters):
    return [hit["url"] for hit in client.get("/api/search/", {"q": query, **filters}).json()["hits"]]


@pytest.mark.usefixtures("search_index")
def test_an_organisation_is_found_as_it_is_saved(anonymous):
    vest = make_organisation("Kvernvik kommune")
    drain()
    assert found(anonymous, "kvernvik") == ["/organisasjoner/kvernvik-kommune/"]
    vest.name, vest.about = "Bekkvik kommune", "Kjent for sine lyktestolper."
    vest.save()
    drain()
    assert found(anonymous, "bekkvik", type="organisation") == [vest.get_absolute_url()]
    assert "Kjent for sine lyktestolper." in text_of(anonymous, "/sok/?q=bekkvik")
    assert found(anonymous, "lyktestolper") == []
    vest.verified_at = None
    vest.save(update_fields=["verified_at"])
    drain()
    assert found(anonymous, "bekkvik") == []
    assert journal.uid_of(vest) not in expected()
    assert engine().digests() == expected()


@pytest.mark.usefixtures("search_index")
def test_a_supplier_is_found_once_by_its_profile_while_there_is_one(anonymous):
    profile = make_profile("Zaluto AS")
    old, new = profile.organisation, make_organisation("Plumbri AS", OrganisationKind.SUPPLIER)
    drain()
    assert found(anonymous, "zaluto") == [profile.get_absolute_url()]
    change_owner_and_address(snippet=profile, owner=new, slug=profile.slug, actor=make_member())
    drain()
    assert set(found(anonymous, "zaluto")) == {profile.get_absolute_url(), old.get_absolute_url()}
    assert engine().digests() == expected()
    profile.refresh_from_db()
    profile.unpublish()
    drain()
    assert found(anonymous, "plumbri") == [new.get_absolute_url()]
    assert engine().digests() == expected()
