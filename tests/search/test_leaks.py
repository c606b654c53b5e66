"""Row 52 of permissions.csv: for every actor and every access key, each word of each thing wherever search tells it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from core import access
from core.access import MEMBERS, OPEN, organisation_key
from home.models import ArticleIndexPage
from search.clauses import Everything
from search.drain import drain, engine
from search.find import search
from search.models import Promotion
from tests.factories.articles import make_article
from tests.factories.market import make_notice
from tests.factories.people import make_key_person, make_member, make_organisation, organisation_of
from tests.factories.threads import make_comment
from tests.permission_table import ROWS, sign
from threads.actions import delete_comment
from threads.models import Comment

from .closed_things import (
    ROOM,
    WAYS_TO_GO,
    close,
    make_page,
    make_people,
    make_supplier_profile,
    may_find,
    open_the_rooms,
    published,
    secret,
    unpublished,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

AT_ONCE = 18  # words of nine letters in one query
NOTHING = {
    "total": 0,
    "promoted": [],
    "hits": [],
    "corrected": None,
    "next": None,
    "partial": False,
    "cut": False,
    "reserve": False,
    "failed": False,
}


@pytest.fixture
def people(monkeypatch):
    people = make_people()
    open_the_rooms(monkeypatch, people)
    return people


@pytest.fixture
def things(people):
    """Everything there is, but for its words nowhere told and in no index yet."""
    inger = make_key_person("Inger", "Vest kommune")
    return [*published(inger, people), *unpublished(inger)]


def asked(client, text, **options):
    return client.get("/api/search/", {"q": text, **options}).json()


def client_of(user):
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def misspelt(word):
    return f"{word[:4]}{word[5]}{word[4]}{word[6:]}"


def told_of(client, words):
    """Yield what is answered to some of `words` otherwise than to any word that is nowhere."""
    for number in range(0, len(words), AT_ONCE):
        text = " ".join(words[number:][:AT_ONCE])
        answer = asked(client, text)
        if any(answer.pop("facets").values()) or answer != NOTHING:
            yield text, answer


def suggested(client, words):
    """Yield those of `words` that are suggested while they are typed."""
    for word in words:
        answer = client.get("/api/search/suggest/", {"q": word[:5]}).json()
        yield from (one["text"] for one in answer["suggestions"] if one["text"] in words)


def everything_listed(client):
    """Return what is said on all the pages of a search for nothing in particular."""
    said, cursor = "", ""
    while cursor is not None:
        response = client.get("/api/search/", {"q": "", "sorter": "nyest", "etter": cursor})
        said, cursor = said + response.text, response.json()["next"]
    return said


def test_each_reader_finds_what_she_may_and_meets_no_word_of_the_rest(people, things):
    drain()
    with engine().reading() as snapshot:
        held = repr(snapshot.found(Everything(), 1000).hits)
    assert all(word in held for one in things if one.key is not None for word in one.words)
    assert [one.name for one in things if one.key is None and any(word in held for word in one.words)] == []

    for actor, user in people.items():
        assert sign(52, actor) in "n=", ROWS[52]["action"]
        client = client_of(user)
        hers = [one for one in things if may_find(actor, user, one.key)]
        others = [one for one in things if one.key is not None and one not in hers]
        for one in hers:
            page = search(" ".join(one.words), user).page
            assert [hit.uid for hit in page.hits] == [one.uid], (actor, one.name)
            assert [value for value, _count in page.facets["tema"]] == ([one.theme] if one.theme else [])
        closed = [word for one in others for word in one.words]
        assert list(told_of(client, [*closed, *(misspelt(one.words[0]) for one in others)])) == [], actor
        assert list(suggested(client, [one.words[0] for one in things if one.key != OPEN])) == []
        said = (everything_listed(client) + client.get("/sok/feed/").text).lower()
        assert [
            one.name for one in others if any(word in said for word in filter(None, (*one.words, one.theme)))
        ] == [], actor


# What changes under an index that has not heard of it yet


@pytest.fixture
def page():
    """A thread of Inger's with a comment: its words are title, summary, text and comment, and its theme."""
    inger = make_key_person("Inger", "Vest kommune")
    page, words, theme = make_page("thread", inger)
    comment = secret()
    make_comment(page, inger, comment)
    drain()
    return SimpleNamespace(page=page, words=(*words, comment), theme=theme, author=inger)


def shown(client, words, *themes):
    """Return those of `words` that search tells `client` of, whatever she asks for."""
    asked_for = [*words, *map(misspelt, words)]
    said = [text for text, _answer in told_of(client, asked_for)] + list(suggested(client, words))
    listed = everything_listed(client) + client.get("/sitemap-sider.xml").text + client.get("/sok/").text
    listed += client.get("/sok/feed/").text
    for address in ("/sok/", "/sok/feed/"):
        listed += "".join(client.get(address, {"q": word[:5]}).text for word in words)
    return said + [word for word in (*words, *themes) if word in listed.lower()]


def to_members(page, author):
    close(page, MEMBERS)


def to_another_organisation(page, author):
    close(page, organisation_key(make_organisation("Nord kommune").pk))


WAYS = [*WAYS_TO_GO, to_members, to_another_organisation]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_closed_is_told_of_nowhere_from_that_moment(way, page, anonymous):
    assert len(shown(anonymous, page.words, page.theme)) > len(page.words)

    way(page.page, page.author)

    assert shown(anonymous, page.words, page.theme) == []
    drain()
    assert shown(anonymous, page.words, page.theme) == []


def test_a_comment_that_a_moderator_removes_is_told_of_nowhere(page, anonymous):
    word = page.words[-1]
    delete_comment(comment=Comment.objects.get(page=page.page), actor=make_member("Mona"))
    assert shown(anonymous, [word]) == []
    drain()
    assert shown(anonymous, [word]) == []
    assert search(page.words[0], None).page.total == 1


@pytest.mark.parametrize("make", [make_notice, make_supplier_profile])
@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_a_thing_of_the_market_that_goes_is_told_of_nowhere(make, way, anonymous):
    words = (secret(), secret())
    made = make(words[0], body=words[1])
    drain()
    assert set(suggested(anonymous, words)) == set(words)
    getattr(made, way)()
    assert shown(anonymous, words) == []
    drain()
    assert shown(anonymous, words) == []


def test_an_index_that_lags_behind_hides_nothing_from_those_who_may_see_it(page):
    colleague = make_member("Bente", "Vest kommune")
    to_members(page.page, page.author)
    assert search(page.words[0], colleague).page.total == 1
    assert search(page.words[-1], colleague).page.total == 1
    assert search(page.words[0], None).page.total == 0


@pytest.mark.parametrize("key", ["org", "room", MEMBERS])
def test_whoever_leaves_finds_nothing_more_of_what_was_hers(key, page, signed_in, monkeypatch):
    bente = make_member("Bente", "Vest kommune")
    inside = {bente.pk}
    rooms = [*access._providers, lambda user: [ROOM] if user.pk in inside else []]
    monkeypatch.setattr(access, "_providers", rooms)
    close(page.page, {"org": organisation_key(organisation_of(bente).pk), "room": ROOM}.get(key, key))
    drain()
    client = signed_in(bente)
    assert asked(client, page.words[0])["total"] == asked(client, page.words[-1])["total"] == 1

    inside.clear()
    bente.memberships.update(ended_at=timezone.now())

    assert shown(client, page.words, page.theme) == []


def test_whoever_belongs_to_an_organisation_that_is_no_longer_trusted_finds_nothing_of_its_own(page, signed_in):
    vest = organisation_of(page.author)
    close(page.page, organisation_key(vest.pk))
    drain()
    client = signed_in(page.author)
    assert asked(client, page.words[0])["total"] == 1
    type(vest).objects.filter(pk=vest.pk).update(verified_at=None)
    assert shown(client, page.words, page.theme) == []


def test_a_move_opens_nothing_and_a_closed_report_hides_no_open_chapter(anonymous):
    inger = make_key_person("Inger")
    library = ArticleIndexPage.objects.originals().get(slug="bibliotek")
    (first, *_), (second, *_) = (make_page("article", inger) for _report in range(2))
    closed, words, theme = make_page("article", inger, MEMBERS)
    for parent in (first, second, library):
        Page.objects.get(pk=closed.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
        assert shown(anonymous, words, theme) == []
        drain()
        assert shown(anonymous, words, theme) == []
    chapter = make_article(word := secret(), "tekst", parent=first)
    close(first, MEMBERS)
    drain()
    assert [hit["url"] for hit in asked(anonymous, word)["hits"]] == [chapter.path_url]
    assert anonymous.get(chapter.path_url).status_code == 200


def test_what_is_recommended_is_shown_to_those_who_may_see_it(page, anonymous, signed_in):
    Promotion.objects.create(words=page.words[0], page=page.page)
    to_members(page.page, page.author)
    assert shown(anonymous, page.words, page.theme) == []
    assert asked(signed_in(page.author), page.words[0])["promoted"]
