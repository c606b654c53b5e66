import base64
import itertools
import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from core.keyset import Sort
from core.listing import Listing
from core.models import OutgoingMail

pytestmark = pytest.mark.django_db

LATEST = Sort("sist", "", "sent_at")
EARLIEST = Sort("forst", "", "sent_at", descending=False)
TRIES = Sort("forsok", "", "attempts")
WORDS = Sort("ord", "", "last_error", descending=False)
SORTS = [LATEST, EARLIEST, TRIES, WORDS]
NOON = datetime(2026, 10, 25, 0, 30, 0, 123456, tzinfo=UTC)  # the hour that comes twice in Oslo


def make_rows(number, **values):
    return OutgoingMail.objects.bulk_create(OutgoingMail(message={}, **values) for _number in range(number))


def page(sort, etter="", page_size=3, queryset=None):
    request = RequestFactory().get("/", {"sorter": sort.name, "etter": etter})
    queryset = OutgoingMail.objects.all() if queryset is None else queryset
    return Listing(request, queryset, sorts=SORTS, page_size=page_size)


def cursor(listing):
    return RequestFactory().get(listing.next_url).GET["etter"]


def every_page(sort, page_size=3):
    listing = page(sort, page_size=page_size)
    pages = [[row.pk for row in listing.items]]
    while listing.next_url:
        assert len(pages) < 100
        listing = page(sort, cursor(listing), page_size)
        pages.append([row.pk for row in listing.items])
    return pages


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.name)
@pytest.mark.parametrize("page_size", [1, 2, 3, 7, 50])
def test_every_row_stands_on_one_page_in_one_order(sort, page_size):
    for sent_at in (None, NOON, NOON + timedelta(microseconds=1), NOON + timedelta(hours=1)):
        make_rows(2, sent_at=sent_at, attempts=1, last_error="Ærlig")
        make_rows(2, sent_at=sent_at, attempts=3, last_error='"; DROP TABLE\\ % _')
    every = list(itertools.chain(*every_page(sort, page_size)))

    assert every == list(OutgoingMail.objects.order_by(*sort.order_by()).values_list("pk", flat=True))
    assert len(every) == len(set(every)) == 16


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.name)
def test_equal_values_are_paged_without_loss(sort):
    rows = make_rows(10, sent_at=NOON)
    every = list(itertools.chain(*every_page(sort)))
    assert sorted(every) == [row.pk for row in rows]


@pytest.mark.parametrize("sort", [LATEST, EARLIEST], ids=lambda sort: sort.name)
def test_what_has_no_value_comes_last_and_whole(sort):
    without, dated = make_rows(7), make_rows(4, sent_at=NOON)
    every = list(itertools.chain(*every_page(sort)))

    assert set(every[:4]) == {row.pk for row in dated}
    assert set(every[4:]) == {row.pk for row in without}


def test_what_comes_in_between_shows_nothing_twice():
    make_rows(6, sent_at=NOON)
    first = page(LATEST)
    seen = [row.pk for row in first.items]
    make_rows(3, sent_at=NOON + timedelta(days=1))

    following = [row.pk for row in page(LATEST, cursor(first)).items]

    assert not set(seen) & set(following)
    assert len(following) == 3


def test_a_row_that_is_gone_is_still_a_place_to_go_on_from():
    make_rows(6, sent_at=NOON)
    first = page(LATEST)
    etter, last = cursor(first), first.items[-1]
    left = [row.pk for row in page(LATEST, etter).items]
    last.delete()

    assert [row.pk for row in page(LATEST, etter).items] == left


def test_the_last_page_has_no_next_and_the_first_no_way_back():
    make_rows(4, sent_at=NOON)
    first = page(LATEST)
    last = page(LATEST, cursor(first))

    assert first.first_url is None
    assert first.next_url
    assert last.first_url == "/?sorter=sist"
    assert last.next_url is None


def test_a_full_page_that_is_the_last_has_no_next():
    make_rows(3)
    assert page(LATEST).next_url is None


def test_the_longest_of_titles_in_the_strangest_of_letters_goes_into_an_address():
    letters = random.Random(1)
    for _number in range(5):
        make_rows(1, last_error="".join(chr(letters.randrange(0x10000, 0x110000)) for _letter in range(255)))

    assert len(set(itertools.chain(*every_page(WORDS, 1)))) == 5
    assert len(cursor(page(WORDS))) < 2000


def test_a_page_costs_one_query(django_assert_num_queries):
    make_rows(6, sent_at=NOON)
    etter = cursor(page(LATEST))

    with django_assert_num_queries(1):
        listing = page(LATEST, etter)
        assert listing.items
        assert listing.next_url is None


def forged(value):
    """A key as somebody would write it who has seen how ours look without their seal."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


GARBAGE = [
    "-1",
    "0",
    "x",
    "9" * 30,
    "9" * 5000,
    "٣",
    "%00",
    "\x00",
    "é",
    "😀",
    "=",
    "====",
    "AAAA",
    ":",
    "a:b",
    "....",
    "NaN",
    "Infinity",
    "[]",
    '["2026-01-01", 1]',
    "x" * 100_000,
]
FORGED = [
    None,
    [],
    {},
    "ab",
    5,
    {"a": 1, "b": 2},
    [None, None],
    [None, -1],
    [None, 5],
    [None, True],
    [None, "5"],
    [None, 2**63],
    [None, 10**400],
    [True, 5],
    [float("nan"), 5],
    [float("inf"), 5],
    [2**63, 5],
    [10**400, 5],
    [[], 5],
    [{}, 5],
    ["\x00", 5],
    ["\ud800", 5],
    ["x", 5],
    ["2026-01-01", 5],
    ["2026-01-01T00:00:00", 5],
    ["2026-02-31T00:00:00+00:00", 5],
    ["0001-01-01T00:00:00+14:00", 5],
    ["9999-12-31T23:59:59-14:00", 5],
    ["2026-01-01T00:00:00+00:00", 5],
    ["2026-01-01T00:00:00+00:00", 5, 5],
]


@pytest.mark.parametrize("etter", [*GARBAGE, *map(forged, FORGED)], ids=lambda etter: ascii(etter[:30]))
def test_a_cursor_that_is_not_ours_shows_page_one(etter):
    make_rows(2, sent_at=NOON, last_error="Å")
    make_rows(2)
    for sort in SORTS:
        listing = page(sort, etter)
        assert [row.pk for row in listing.items] == [row.pk for row in page(sort).items]
        assert listing.first_url is None


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(SORTS, 2)))
def test_a_cursor_of_another_sort_shows_page_one(one, other):
    make_rows(8, sent_at=NOON, attempts=2, last_error="2027")

    listing = page(other, cursor(page(one)))

    assert [row.pk for row in listing.items] == [row.pk for row in page(other).items]


def test_a_cursor_that_was_cut_or_changed_shows_page_one():
    make_rows(8, sent_at=NOON)
    whole = cursor(page(LATEST))
    first = [row.pk for row in page(LATEST).items]

    for spoilt in (whole[:-1], whole[1:], f"{whole}x", whole.swapcase(), whole[: len(whole) // 2]):
        assert [row.pk for row in page(LATEST, spoilt).items] == first


def test_a_cursor_goes_with_what_the_filters_leave():
    make_rows(8, sent_at=NOON)
    etter = cursor(page(LATEST))

    assert page(LATEST, etter, queryset=OutgoingMail.objects.none()).items == []


@pytest.mark.parametrize("name", ["", "x", "SIST", "\x00", "sist,forst", "-sent_at", "message__subject"])
def test_an_unknown_sort_is_the_first_one(name):
    request = RequestFactory().get("/", {"sorter": name})
    assert Listing(request, OutgoingMail.objects.all(), sorts=SORTS).sort is LATEST
