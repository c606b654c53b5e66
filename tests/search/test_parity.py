"""Every engine finds the same: the same documents, the same counts, and nearly the same ten first."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import pytest

from search.engines import ENGINES, engine_class
from search.evaluation.collection import read
from search.evaluation.filler import filler
from search.evaluation.measure import fill
from search.query import parse

from .documents import OPEN, all_hits
from .engines import EVERY_ENGINE

COLLECTION = Path(__file__).with_name("collection.json")
FILLERS, QUERIES, SEED = 600, 300, 5
TOP, OVERLAP = 10, 0.8
REFERENCE, *OTHERS = ENGINES
ROOM = frozenset({"open", "room:1"})
THEMES, YEARS = ("helse", "hjemme", "journal"), ("2024", "2025", "2026")

pytestmark = pytest.mark.slow


def documents():
    chance = random.Random(SEED)
    collection = read(COLLECTION)
    for one in [*collection.documents, *filler(collection, FILLERS)]:
        themes = tuple(chance.sample(THEMES, chance.randrange(3)))
        yield replace(one, facets={"tema": themes, "aar": (chance.choice(YEARS),), "org": (str(chance.randrange(9)),)})


def queries(documents):
    """Yield words, pairs, beginnings, phrases, what is left out and what is filtered, all from documents."""
    chance = random.Random(SEED)
    for number in range(QUERIES):
        words = chance.choice(documents[: len(documents) if number % 4 == 0 else -FILLERS]).body.split()
        word, (first, second) = chance.choice(words), chance.choice([*pairwise(words), (words[0], words[-1])])
        other = chance.choice(words)
        text = chance.choice(
            (
                word,
                f"{word} {other}",
                f"{word} {other} {first}",
                word[:5],
                f'"{first} {second}"',
                f'{other} "{first} {second}"',
                f"{word} -{other}",
                "",
            )
        )
        filters = {"type": ["idea", "article"], "aar": ["2025"], "tema": ["helse", "hjemme"], "sprak": ["nn"]}
        chosen = chance.sample(sorted(filters), chance.choice((0, 0, 0, 1, 2)))
        yield parse(
            text,
            access_keys=chance.choice((OPEN, ROOM)),
            filters={name: filters[name] for name in chosen},
            limit=100,
        )


@pytest.fixture(params=[one for one in EVERY_ENGINE if REFERENCE not in one.values])
def both(request):
    held = list(documents())
    with engine_class(REFERENCE).throwaway() as reference, engine_class(request.param).throwaway() as other:
        for engine in (reference, other):
            fill(engine, held)
        yield held, reference, other


def everything(engine, query):
    options = {"filters": query.filters, "limit": 100}
    return [hit.uid for hit in all_hits(engine, query.text, query.access_keys, **options)]


def test_engines_find_the_same_documents_and_count_the_same(both):
    held, reference, other = both
    overlaps = []
    for query in queries(held):
        one, another = reference.search(query), other.search(query)
        assert one.corrected == another.corrected, query
        assert (one.total, one.facets) == (another.total, another.facets), query
        uids, others = everything(reference, query), everything(other, query)
        assert sorted(uids) == sorted(others), query
        if uids and query.words:
            overlaps.append(len(set(uids[:TOP]) & set(others[:TOP])) / len(uids[:TOP]))
    assert len(overlaps) > QUERIES / 2
    assert fmean(overlaps) >= OVERLAP
