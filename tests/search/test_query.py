from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.query import MAX_LENGTH, MAX_PARTS, Query, parse

OPEN = frozenset({"open"})


def parts(text):
    query = parse(text, access_keys=OPEN)
    return query.words, query.phrases, query.minus


@pytest.mark.parametrize(
    ("text", "words", "phrases", "minus"),
    [
        ("digital hjemmeoppfølging", ("digital", "hjemmeoppfølging"), (), ()),
        ('"digital hjemmeoppfølging" kommune', ("kommune",), ("digital hjemmeoppfølging",), ()),
        ("«digital  tilsyn»", (), ("digital tilsyn",), ()),
        ("„sår” “mål”", (), ("sår", "mål"), ()),
        ("sår -barn", ("sår",), (), ("barn",)),
        ('sår -"nye barn"', ("sår",), (), ("nye barn",)),
        ("e-helse", ("e-helse",), (), ()),
        ("- sår -", ("sår",), (), ()),
        ("kommune,leverandør;(behov)?", ("kommune", "leverandør", "behov"), (), ()),
        ("og/eller 3.1", ("og", "eller", "3.1"), (), ()),
        ("mobil/nettbrett|pc lege–pasient 24/7", ("mobil", "nettbrett", "pc", "lege", "pasient", "24", "7"), (), ()),
        ('sår "uten slutt', ("sår", "uten", "slutt"), (), ()),
        ("NEAR(sår mål) OR title:sår^4 *", ("NEAR", "sår", "mål", "OR", "title", "sår^4"), (), ()),
        ("100 %", ("100",), (), ()),
        ("s\u0000år", ("s", "år"), (), ()),
        ("sa\u030ar", ("sår",), (), ()),
        ("\u202esår\u202c", ("sår",), (), ()),
        ("🙂 sår 🙂", ("sår",), (), ()),
        ('""', (), (), ()),
        ("", (), (), ()),
    ],
)
def test_what_is_written_becomes_words_phrases_and_minus(text, words, phrases, minus):
    assert parts(text) == (words, phrases, minus)


@pytest.mark.parametrize("text", ["%", '"', "-", "🙂", "...", '-""', "()"])
def test_a_text_without_words_is_meaningless(text):
    assert parse(text, access_keys=OPEN).is_meaningless


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00"])
def test_nothing_written_asks_for_everything(text):
    assert not parse(text, access_keys=OPEN).is_meaningless


@pytest.mark.parametrize("keys", [frozenset(), {"open"}, None, "open"])
def test_a_query_cannot_be_made_without_access_keys(keys):
    with pytest.raises(ValueError, match="access keys"):
        Query(access_keys=keys)
    with pytest.raises(TypeError):
        Query(text="sår")
    with pytest.raises(TypeError):
        parse("sår")


def test_long_texts_are_cut():
    query = parse("ord " * 5000, access_keys=OPEN)
    assert len(query.text) <= MAX_LENGTH
    assert len(parse("a " * 100, access_keys=OPEN).words) == MAX_PARTS


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [("sår", False), ("å" * 200, False), (f"  {'å' * 200}  ", False), ("å" * 201, True), ("a " * 30, False)]
    + [("a " * 31, True), ("sår" + " " * 300, False)],
)
def test_it_is_known_whether_more_was_written_than_is_sought(text, is_cut):
    assert parse(text, access_keys=OPEN).is_cut is is_cut


def test_a_word_of_many_pieces_is_cut():
    query = parse("a-b-c-d-e-f-g-h -i-j-k-l-m-n-o-p e-helse per.hansen@vest.kommune.no", access_keys=OPEN)
    assert query.words == ("a-b-c-d-e-f", "e-helse", "per.hansen@vest.kommune.no")
    assert query.minus == ("i-j-k-l-m-n",)
    assert parse('"a-b-c-d-e-f-g-h"', access_keys=OPEN).phrases == ("a-b-c-d-e-f-g-h",)


def test_unknown_options_are_as_if_not_sent():
    query = parse(
        "sår",
        access_keys=OPEN,
        filters={"type": ["idea", "idea"], "tema": [], "ukjent": ["x"]},
        sort="x",
        limit=10**9,
        cursor="x",
    )
    assert dict(query.filters) == {"type": ("idea",)}
    assert (query.sort, query.limit, query.after) == ("relevance", 100, None)


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=400))
def test_no_text_raises(text):
    query = parse(text, access_keys=OPEN)
    assert len(query.text) <= MAX_LENGTH
    assert len(query.words) + len(query.phrases) + len(query.minus) <= MAX_PARTS
    query.text.encode()


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(['"', "«", "-", " ", "a", "å", "%", "NEAR(", "\x00", "\ud800", "\u202e", "🙂", "̊"]),
        max_size=60,
    )
)
def test_no_mixture_of_signs_raises(signs):
    parse("".join(signs), access_keys=OPEN)


@pytest.mark.parametrize("text", ['"' * 5000, "-" * 5000, "a-" * 5000, "a'" * 5000, "a\u0301" * 5000, "(" * 5000])
def test_repeated_signs_take_no_time(text):
    start = time.perf_counter()
    parse(text, access_keys=OPEN)
    assert time.perf_counter() - start < 0.5
