"""While a title is written, what there is already is shown: as far as the writer may see it."""

import pytest
from django.urls import reverse

from core.access import organisation_key
from search.drain import drain
from tests.factories.arena import make_idea
from tests.factories.forms import idea_form
from tests.factories.people import make_member, organisation_of
from tests.factories.threads import make_thread

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
TITLE = "Registrere blodtrykk hjemme"


@pytest.fixture
def inger():
    return make_member("Inger")


@pytest.fixture
def client(signed_in, inger):
    return signed_in(inger)


@pytest.fixture
def idea(inger):
    idea = make_idea(inger, title=TITLE)
    closed = make_idea(make_member("Per", "Nord kommune"), title="Blodtrykk, bare for Nord")
    closed.state.access_key = organisation_key(closed.state.organisation_id)
    closed.state.save()
    drain()
    return idea


def similar(client, title, **options):
    return client.get(reverse("similar"), {"title": title, **options})


def test_what_resembles_the_title_is_shown_in_a_tab_of_its_own(client, idea):
    page = similar(client, "Blodtrykk registreres hjemme").text
    assert f'href="{idea.path_url}" target="_blank"' in page
    assert "1 sak som ligner" in page
    assert "bare for Nord" not in page


@pytest.mark.parametrize("title", ["", "Blod", '"-"', "-", "\x00"])
def test_too_little_resembles_nothing(client, idea, title):
    assert TITLE not in similar(client, title).text


@pytest.mark.parametrize("title", [f'"{TITLE}" - blodtrykk', "-Blodtrykk hjemme", "Blodtrykk «hjemme"])
def test_signs_of_the_search_are_only_signs_in_a_title(client, idea, title):
    assert TITLE in similar(client, title).text


def test_a_page_does_not_resemble_itself(client, idea):
    assert TITLE not in similar(client, TITLE, utenom=idea.pk).text
    assert TITLE in similar(client, TITLE, utenom="x²").text


def test_it_is_shown_without_script_when_the_form_comes_back(client, inger, idea):
    form = idea_form(title="Blodtrykk hjemme", summary="a" * 301, organisation=organisation_of(inger).pk)
    page = client.post("/innovasjon/del/", form)
    assert page.status_code == 422
    assert f'href="{idea.path_url}" target="_blank"' in page.text


def test_it_is_asked_for_in_every_form_with_a_title(client, inger):
    thread = make_thread(inger)
    doors = ["/innovasjon/del/", "/erfaringer/del/", "/trader/start/", "/arrangementer/nytt/"]
    for address in [*doors, reverse("thread_edit", args=[thread.pk])]:
        assert f'hx-get="{reverse("similar")}' in client.get(address).text, address


def test_it_is_not_for_readers(anonymous):
    assert similar(anonymous, TITLE).status_code == 403
