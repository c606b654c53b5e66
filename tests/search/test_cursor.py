"""Paging through what is found: every document once, whatever is written in between."""

from __future__ import annotations

from base64 import urlsafe_b64decode

import pytest

from search.cursor import Place, decode, encode

from .documents import all_hits, ask, document, store

LATER = 100  # days
SORTS = pytest.mark.parametrize("sort", ["relevance", "newest"])


def of_one_day(number, title="Sår", body="", day=1):
    return document(number, title, body, day=day)


def numbers(hits):
    return [int(hit.uid.removeprefix("page:")) for hit in hits]


def pages(engine, between, sort="relevance", limit=10):
    """Return the numbers found on all pages, with something done before each page but the first."""
    cursor, seen = "", []
    while cursor is not None:
        page = ask(engine, "sår", cursor=cursor, sort=sort, limit=limit)
        seen += numbers(page.hits)
        cursor = page.next
        between(len(seen))
    return seen


@SORTS
def test_the_last_page_is_reached(engine, sort):
    store(engine, *(document(number, "Sår", f"måling {number % 7}") for number in range(1230)))
    first = ask(engine, "sår", limit=100)
    assert first.total == 1230
    assert sorted(numbers(all_hits(engine, "sår", sort=sort, limit=100))) == list(range(1230))


@SORTS
def test_equals_stand_by_date_and_then_by_uid(engine, sort):
    equal = [of_one_day(number, day=number % 3) for number in range(60)]
    for batch in (equal[40:], equal[:20], equal[20:40]):
        store(engine, *batch)
    expected = sorted(equal, key=lambda one: (-one.published.timestamp(), one.uid))
    assert [hit.uid for hit in ask(engine, "sår", sort=sort, limit=100).hits] == [one.uid for one in expected]
    assert [hit.uid for hit in all_hits(engine, "sår", sort=sort, limit=7)] == [one.uid for one in expected]


@SORTS
def test_what_comes_in_meanwhile_moves_nothing(engine, sort):
    store(engine, *(of_one_day(number, body="ro " * (number % 5)) for number in range(60)))

    def write(seen):
        store(engine, of_one_day(1000 + seen, day=LATER))

    seen = pages(engine, write, sort)
    assert len(seen) == len(set(seen))
    assert set(range(60)) <= set(seen)


@SORTS
def test_what_is_stored_again_is_shown_once(engine, sort):
    same = [of_one_day(number) for number in range(60)]
    store(engine, *same)
    seen = pages(engine, lambda seen: store(engine, *same[: seen // 2]), sort)
    assert sorted(seen) == list(range(60))


@SORTS
@pytest.mark.parametrize("becomes", ["gone", "better", "worse"])
def test_the_hit_a_page_ended_with_may_change(engine, sort, becomes):
    store(engine, *(of_one_day(number, "Om", f"sår {'ro ' * 3 * number}") for number in range(40)))
    store(engine, *(of_one_day(number, "Noe annet", "ro " * 60) for number in range(100, 300)))
    last = numbers(ask(engine, "sår", sort=sort).hits)[-1]

    def change(seen):
        if seen == 10 and becomes == "gone":
            engine.apply([], {f"page:{last}": 2})
        elif seen == 10:
            title, body = ("Sår", "sår " * 10) if becomes == "better" else ("Om", f"sår {'ro ' * 150}")
            store(engine, of_one_day(last, title, body), version=2)

    seen = pages(engine, change, sort)
    assert set(seen) == set(range(40))
    assert len(seen) == 40 + (becomes == "worse" and sort == "relevance")  # it stands further down now


BAD = {
    "nothing": "",
    "a letter": "p",
    "a word": "p10",
    "very long": "x" * 5000,
    "cut": encode(Place(1, 1.0, 0, "page:1"))[:-1],
    "odd signs": "p\x00:ø",
    "of another version": encode((1, 1.0, 0)),
}


def test_cursors_come_back():
    place = Place(10, 7.123456954956055, 1_700_000_000, "page:12")
    assert decode(encode(place)) == place


def test_a_place_is_written_the_same_each_time():
    place = Place(10, 7.5, 1_700_000_000, "page:12")
    assert encode(place) == encode(place) != encode(place._replace(number=11))


def test_nobody_reads_a_score_in_a_cursor():
    place = Place(10, 7.5, 1_700_000_000, "page:12")
    sealed = urlsafe_b64decode(encode(place))
    assert b"7.5" not in sealed
    assert b"page" not in sealed


def test_a_cursor_outlives_a_change_of_the_secret_key(settings):
    place = Place(10, 7.5, 1_700_000_000, "page:12")
    cursor, settings.SECRET_KEY_FALLBACKS = encode(place), [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert decode(cursor) == place
    settings.SECRET_KEY_FALLBACKS = []
    assert decode(cursor) is None


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_cursor_is_no_place(kind):
    assert decode(BAD[kind]) is None


@pytest.mark.parametrize(("score", "stands"), [(9.9, 9.9), (None, 10.0), (20.0, 10.0), (0.0, 10.0)])
def test_a_score_that_drifted_counts_and_that_of_an_edited_hit_does_not(score, stands):
    assert Place(1, 10.0, 0, "page:1").now(score).score == stands
