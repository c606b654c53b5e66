"""«Lignende innhold»: what is most like a page, in every engine, and nothing that a reader may not see."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from core import actions, page_cache
from core.access import access_keys
from search.drain import drain
from search.engines.base import EngineError
from search.find import MOST_ALIKE, alike
from search.query import Query
from search.service import engine
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.cases import make_experience
from tests.factories.events import make_event
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member
from tests.factories.threads import make_comment, make_thread
from tests.keeping import committed, stale

from .documents import OPEN, ROOM, document, store

HEADING = "Lignende innhold"
ABOUT = "Trykkmadrass med sensor varsler nattevakten om trykksår"
TEXT = "Trykkmadrass med føler varsler pleierne om liggesår. " * 3  # no word of it stands on the pages about the site
FAR = ("Brøyting av gangveier", "Kulturskolens vårkonsert", "Reglement for skjenketid", "Feiing av piper")
MANY = 20  # others, so that what few are about is rare


def like(engine, number, keys=OPEN, **filters):
    query = Query(access_keys=keys, like=f"page:{number}", filters=filters)
    return [int(hit.uid.removeprefix("page:")) for hit in engine.search(query).hits]


def world(*others):
    far = [document(90 + number, FAR[number % 4], f"Vedtak {number} om noe i kommunen.") for number in range(MANY)]
    return [document(1, "Trykkmadrass som varsler", f"{ABOUT} i kommunen."), *others, *far]


def test_what_shares_most_telling_words_comes_first_and_the_rest_not_at_all(engine):
    near = document(2, "Sensor i madrassen", "Sensorer mot trykksår varsler vakten.")
    less = document(3, "Nattevakt", "Hva nattevakten gjør når en sensor varsler.")
    store(engine, *world(less, near))
    assert like(engine, 1) == [2, 3]
    assert set(like(engine, 90)) == {94, 98, 102, 106}


def test_words_are_met_in_other_forms_in_compounds_and_in_nynorsk(engine):
    nynorsk = document(2, "Madrassar med sensorar", "Dei varslar om trykksåra om natta.", language="nn")
    store(engine, *world(nynorsk))
    assert like(engine, 1) == [2]
    assert like(engine, 2) == [1]


def test_two_words_are_not_enough(engine):
    store(engine, *world(document(2, "Madrass", "Brukt madrass fra vakten gis bort.")))
    assert like(engine, 1) == []


def test_what_is_about_something_of_its_own_is_like_nothing(engine):
    alone = document(2, "Hydrofoilferger", "Hydrofoilferger med batteripakke, vedtak i kommunen om ladestrøm ved kai.")
    store(engine, *world(alone))
    assert like(engine, 2) == []


def test_what_the_reader_may_not_see_is_not_there_and_has_nothing_beside_it(engine):
    closed = document(2, "Sensor i madrassen", "Sensorer mot trykksår varsler vakten.", access_key="room:7")
    store(engine, *world(closed))
    assert (like(engine, 1), like(engine, 1, ROOM)) == ([], [2])
    assert (like(engine, 2), like(engine, 2, ROOM)) == ([], [1])


def test_kinds_can_be_chosen_and_what_is_unknown_is_like_nothing(engine):
    store(engine, *world(document(2, "Trykkmadrass", ABOUT), document(3, "Trykkmadrass", ABOUT, kind="comment")))
    assert like(engine, 1, type=("idea", "event")) == [2]
    assert like(engine, 77) == []


def test_the_beginning_of_a_text_is_enough_to_show(engine):
    store(engine, *world(document(2, "Trykkmadrass", f"{ABOUT}. " * 50)))
    (hit,) = engine.search(Query(access_keys=OPEN, like="page:1")).hits
    assert len(hit.document.body) == 600


# On the pages


@pytest.fixture
def pages(search_index):
    """One page of each kind about the same, a comment too, and others about something else."""
    author = make_member()
    thread = make_thread(author, title="Tråd om trykkmadrass", body=TEXT)
    make_comment(thread, author, TEXT)
    made = {
        "idea": make_idea(author, title="Behov for trykkmadrass", body=TEXT),
        "thread": thread,
        "experience": make_experience(author, title="Erfaring med trykkmadrass", body=TEXT),
        "event": make_event(author, title="Samling om trykkmadrass", body=TEXT),
        "article": make_article("Artikkel om trykkmadrass", TEXT),
        "supplier": make_profile(name="Madrasseriet", body=TEXT),
        "notice": make_notice(title="Kjøp av trykkmadrass", body=TEXT),
    }
    for number in range(MANY):
        make_article(f"{FAR[number % 4]} {number}", "Vedtak om noe i kommunen.")
    drain()
    return made


def address(thing):
    return getattr(thing, "path_url", None) or thing.get_absolute_url()


def beside(thing, client=None, prefix=""):
    """Return the titles of what is shown as like `thing`."""
    page = (client or Client()).get(prefix + address(thing)).text
    _before, _heading, part = page.partition('id="related-title"')
    return [
        one.partition("</a>")[0].rpartition(">")[2] for one in part.partition("</section>")[0].split("<article")[1:]
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["idea", "thread", "experience", "event", "article", "supplier", "notice"])
def test_every_kind_of_page_has_it(pages, kind):
    titles = beside(pages[kind])
    assert len(titles) == MOST_ALIKE
    own = {str(thing) for name, thing in pages.items() if name != kind}
    assert set(titles) <= own
    assert HEADING in Client().get(address(pages[kind])).text
    assert "Liknande innhald" in Client().get("/nn" + address(pages[kind])).text


@pytest.mark.django_db
def test_a_page_like_no_other_shows_nothing(pages):
    alone = make_article("Hydrofoilferger", "Hydrofoilferger med batteripakke og ladestrøm ved kai.")
    drain()
    assert HEADING not in Client().get(address(alone)).text


@pytest.mark.django_db
def test_what_is_closed_or_gone_is_not_shown_even_if_the_index_lags(pages, signed_in):
    author = make_member("Bente", "Nord kommune")
    for name in ("thread", "experience", "event", "article", "supplier", "notice"):
        pages[name].unpublish()
    closed = make_idea(author, title="For medlemmer", body=TEXT, access_key="members")
    drain()
    assert beside(pages["idea"]) == []
    assert beside(pages["idea"], signed_in(author)) == ["For medlemmer"]
    actions.withdraw_page(page=closed, actor=author)
    assert beside(pages["idea"], signed_in(author)) == []


@pytest.mark.django_db
def test_an_engine_that_is_away_means_no_list_and_no_failure(pages, monkeypatch):
    def away(query):
        raise EngineError

    monkeypatch.setattr(engine(), "search", away)
    response = Client().get(address(pages["idea"]))
    assert response.status_code == 200
    assert HEADING not in response.text


@pytest.mark.django_db
def test_nothing_kept_shows_what_is_gone(pages, page_cache_on, signed_in):
    member = signed_in(make_member("Bente", "Nord kommune"))
    addresses = [prefix + address(thing) for thing in pages.values() for prefix in ("", "/nn")]
    assert stale(addresses) == []
    kept, gone = beside(pages["idea"]), beside(pages["idea"], member)
    assert kept == gone
    first = next(thing for thing in pages.values() if str(thing) == kept[0])

    committed(first.unpublish)

    assert stale([one for one in addresses if address(first) not in one]) == []
    assert kept[0] not in beside(pages["idea"])
    assert kept[0] not in beside(pages["idea"], member)
    assert len(beside(pages["idea"])) == MOST_ALIKE


@pytest.mark.django_db
def test_the_engine_is_asked_once_for_all_who_may_read_the_same(pages, page_cache_on, monkeypatch):
    asked, search = [], engine().search

    def count(query):
        asked.append(query.access_keys)
        return search(query)

    monkeypatch.setattr(engine(), "search", count)
    monkeypatch.setattr(page_cache, "connection", SimpleNamespace(in_atomic_block=False))  # as if it were committed
    uid = f"page:{pages['idea'].pk}"
    one, two = make_member("Bente", "Nord kommune"), make_member("Arne", "Nord kommune")
    for reader in (AnonymousUser(), one, two, AnonymousUser(), one):
        assert len(alike(uid, reader)) == MOST_ALIKE
    assert asked == [access_keys(AnonymousUser()), access_keys(one)]


@pytest.mark.django_db
@pytest.mark.parametrize("near", [1, 3, 20])
def test_it_asks_the_database_as_often_however_much_is_like_it(search_index, near, django_assert_num_queries):
    author = make_member()
    page = make_idea(author, title="Behov for trykkmadrass", body=TEXT)
    for number in range(near):
        make_thread(author, title=f"Trykkmadrass {number}", body=TEXT)
    for number in range(2 * MANY):
        make_article(f"{FAR[number % 4]} {number}", "Vedtak om noe i kommunen.")
    drain()
    with django_assert_num_queries(1):  # may they be read
        assert len(alike(f"page:{page.pk}", AnonymousUser())) == min(near, MOST_ALIKE)
