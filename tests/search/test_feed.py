"""A search as an Atom feed: what readers of feeds meet, and that nobody is told what is closed."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree
from django.test import Client
from wagtail.models import Page

from core import actions
from search.drain import drain
from search.engines.base import EngineError
from search.service import engine
from tests.factories.arena import make_idea
from tests.factories.articles import make_article, make_theme
from tests.factories.everything import make_everything
from tests.factories.people import make_member
from tests.factories.threads import make_comment, make_thread
from tests.keeping import committed

from .documents import FIRST_DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

WORD = "blåbærsyltetøy"
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
ONCE_IN_FEED, ONCE_IN_ENTRY = ("id", "title", "updated"), ("id", "title", "updated", "published", "summary")


def asked(client=None, address="/sok/feed/", **query):
    response = (client or Client()).get(address, query)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return response


def feed(client=None, address="/sok/feed/", **query):
    return ElementTree.fromstring(asked(client, address, **query).content)


def entries(tree):
    return tree.findall(f"{ATOM}entry")


def text(element, name):
    return element.findtext(f"{ATOM}{name}")


def titles(tree):
    return [text(entry, "title") for entry in entries(tree)]


def by_kind(tree):
    return sorted(entries(tree), key=lambda entry: text(entry, "id"))


def link(element, rel):
    (found,) = [one.get("href") for one in element.findall(f"{ATOM}link") if one.get("rel") == rel]
    return found


def need_valid(tree):
    """Compare a feed with what RFC 4287 asks of one (4.1.1, 4.1.2, 4.2.6, 3.3)."""
    assert tree.tag == f"{ATOM}feed"
    parts = [(tree, ONCE_IN_FEED), *((entry, ONCE_IN_ENTRY) for entry in entries(tree))]
    for element, once in parts:
        for name in once:
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        for name in ("updated", "published"):
            assert all(datetime.fromisoformat(one.text).tzinfo for one in element.findall(f"{ATOM}{name}"))
        assert urlsplit(link(element, "alternate")).netloc
        assert urlsplit(text(element, "id")).scheme in ("http", "tag")
        assert element.get(LANGUAGE) in ("nb", "nn", "en", "se")
        assert all(text(author, "name") for author in element.findall(f"{ATOM}author"))
    assert tree.find(f"{ATOM}author") is not None
    assert urlsplit(link(tree, "self")).path.endswith("/sok/feed/")
    assert {one.find(f"{ATOM}summary").get("type") for one in entries(tree)} <= {"html"}
    ids = [text(entry, "id") for entry in entries(tree)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_every_kind_of_thing_makes_a_valid_entry(prefix):
    make_everything()
    drain()

    tree = feed(address=f"{prefix}/sok/feed/")

    need_valid(tree)
    assert len(entries(tree)) >= 8
    assert tree.get(LANGUAGE) == (prefix[1:] or "nb")
    assert urlsplit(link(tree, "alternate")).path == f"{prefix}/sok/"
    for entry in entries(tree):
        assert Client().get(link(entry, "alternate"), follow=True).status_code == 200


def test_a_feed_without_entries_is_valid_and_always_the_same():
    first, second = asked(q=WORD), asked(q=WORD)
    need_valid(ElementTree.fromstring(first.content))
    assert first.content == second.content


def test_it_holds_the_newest_first_whatever_order_the_page_has():
    author = make_member()
    for number in range(25):
        thread = make_thread(author, title=f"Tråd {number}", body=WORD)
        Page.objects.filter(pk=thread.pk).update(first_published_at=FIRST_DAY + timedelta(days=number))
    drain()

    found = feed(q=WORD, sorter="relevans")

    assert titles(found) == [f"Tråd {number}" for number in range(24, 4, -1)]
    assert text(found, "updated") == text(entries(found)[0], "updated")


def test_it_says_what_was_sought_in_place_of_a_misspelt_word():
    make_idea(make_member(), title="Medisindispensere")
    drain()
    assert text(feed(q="medisindispensser"), "subtitle") == "Viser treff for «medisindispensere»"
    assert text(feed(q="medisindispenser"), "subtitle") is None


def test_a_feed_of_ones_own_words_has_nothing_else(anonymous):
    make_idea(make_member(), title="Medisindispensere")
    drain()
    page = anonymous.get("/sok/", {"q": "medisindispensser", "ordrett": "1"}).text
    assert "/sok/feed/?q=medisindispensser&amp;ordrett=1" in page
    assert titles(feed(q="medisindispensser", ordrett="1")) == []
    assert len(titles(feed(q="medisindispensser", ordrett="0"))) == 1


def test_it_has_the_filters_of_the_page_and_says_them():
    author, theme = make_member(), make_theme("Søvn", "sovn")
    make_thread(author, title="Tråden", body=WORD)
    make_idea(author, title="Behovet", body=WORD, themes=[theme])
    drain()

    tree = feed(q=f"  {WORD} ", tema="sovn", sprak="nb", ukjent="1")

    assert titles(tree) == ["Behovet"]
    assert text(tree, "title") == f"Søk etter «{WORD}» · Søvn · Norsk bokmål – Markedsplassen"
    assert link(tree, "self") == f"http://testserver/sok/feed/?{urlsplit(link(tree, 'self')).query}"
    assert feed(q=WORD, sprak="nb", tema="sovn").findtext(f"{ATOM}id") == text(tree, "id")
    assert text(feed(), "title") == "Det nyeste – Markedsplassen"


def test_an_entry_says_who_and_what_and_keeps_its_id_when_it_moves():
    first, second = make_article("Første rapport"), make_article("Andre rapport")
    chapter = make_article("Kapittel & <b>kapittel</b>", WORD, parent=first)
    make_comment(make_thread(make_member("Bente", "Nord kommune")), make_member("Arne", "Sør kommune"), WORD)
    drain()
    comment, before = by_kind(feed(q=WORD))

    chapter.move(second, pos="last-child")
    drain()
    after = by_kind(feed(q=WORD))[1]

    assert text(after, "title") == "Kapittel & <b>kapittel</b>"
    assert f"<mark>{WORD}</mark>" in text(after, "summary").lower()
    assert text(after, "id") == text(before, "id") == f"tag:testserver,2026:page:{chapter.pk}"
    assert link(after, "alternate") != link(before, "alternate")
    assert comment.findtext(f"{ATOM}author/{ATOM}name") == "Sør kommune"
    assert comment.find(f"{ATOM}category").get("term") == "Innlegg"


def test_only_what_everybody_may_read_is_told_whoever_asks(signed_in):
    author = make_member()
    make_idea(author, title="For alle", body=WORD)
    make_idea(author, title="For medlemmer", body=WORD, access_key="members")
    own = f"org:{author.memberships.get().organisation_id}"
    make_idea(author, title="For oss", body=WORD, access_key=own)
    gone = make_idea(author, title="Trukket", body=WORD)
    drain()
    actions.withdraw_page(page=gone, actor=author)

    for client in (Client(), signed_in(author)):
        answer = asked(client, q=WORD)
        assert titles(ElementTree.fromstring(answer.content)) == ["For alle"]
        assert "medlemmer" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%22",
        "q=%ff%fe",
        "q=" + "a" * 5000,
        "q=(((",
        "type=%01%0b",
        "org=%EF%BF%BE",
        "aar=x&aar=%00",
        "etter=p1",
    ]
    + ["tema=%ED%A0%80", "q=%E2%80%AE%EF%BF%BF", "q=-x", "&".join(f"tema={number}" for number in range(200))],
)
def test_no_address_is_an_error_and_every_answer_is_valid(query):
    make_article(f"Tittel \ufffe {WORD}", "tekst\x0b med \x1f tegn")
    drain()
    response = Client().get(f"/sok/feed/?{query}")
    assert response.status_code == 200
    need_valid(ElementTree.fromstring(response.content))


@pytest.mark.parametrize("number", [1, 3, 20])
def test_it_asks_the_database_as_often_however_much_it_tells(number, django_assert_num_queries):
    author = make_member()
    for one in range(number):
        make_thread(author, title=f"Tråd {one}", body=WORD)
    drain()
    asked(q=WORD)  # what is kept in the process

    with django_assert_num_queries(4):  # what is not stored yet; synonyms; may they be read; who is behind them
        assert len(entries(feed(q=WORD))) == number


@pytest.mark.parametrize("keeps_pages", [False, True])
def test_who_has_it_already_gets_nothing_until_there_is_something_new(keeps_pages, settings, page_cache_on):
    settings.PAGE_CACHE = keeps_pages
    author = make_member()
    make_thread(author, body=WORD)
    drain()
    answer = asked(q=WORD)
    marks = [{"If-None-Match": answer["ETag"]}, {"If-Modified-Since": answer["Last-Modified"]}]

    assert "no-store" not in answer["Cache-Control"]
    assert "private" not in answer["Cache-Control"]
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    for headers in marks:
        again = Client().get("/sok/feed/", {"q": WORD}, headers=headers)
        assert (again.status_code, again.content) == (304, b"")

    committed(lambda: make_thread(author, title="Noe nytt", body=WORD))
    again = Client().get("/sok/feed/", {"q": WORD}, headers=marks[0])
    assert again.status_code == 200
    assert "Noe nytt" in again.text


def test_while_the_engine_is_away_it_says_so_and_is_kept_nowhere(monkeypatch):
    def away(query):
        raise EngineError

    monkeypatch.setattr(engine(), "search", away)
    response = Client().get("/sok/feed/", {"q": WORD})
    assert response.status_code == 503
    assert response["Retry-After"]
    assert response["Cache-Control"] == "no-store"


def test_it_is_limited_as_the_page_is(settings):
    settings.LIMITS = {**settings.LIMITS, "search": [(1, 60)]}
    assert Client().get("/sok/", {"q": WORD}).status_code == 200
    assert Client().get("/sok/feed/", {"q": WORD}).status_code == 429


def test_the_page_leads_to_it_with_its_filters(anonymous):
    page = anonymous.get("/nn/sok/", {"q": "å & b", "type": "idea", "etter": "pa", "sorter": "nyest"}).text
    address = "/nn/sok/feed/?q=%C3%A5+%26+b&amp;type=idea"
    assert '<link rel="alternate" type="application/atom+xml" title="Søk etter «å &amp; b» · ' in page
    assert page.count(f'href="{address}"') == 2
    assert "Følg dette søket (Atom)" in page
    assert "sok/feed" not in anonymous.get("/sok/", {"q": "%"}).text
