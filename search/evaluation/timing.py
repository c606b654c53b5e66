"""How fast an engine is among many documents: filling it, and what a reader waits for."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import quantiles

from core.search_registry import SearchDocument
from search.clauses import keyword
from search.engines.base import Engine
from search.find import answer
from search.matching import text
from search.query import FACETS, Query, parse

from .measure import BATCH, VISITOR
from .memory import Memory
from .strings import strings

LIMIT, ROUNDS, LEAST_LETTERS = 10, 30, 5
SAMPLED = 20  # one document in so many tells how common words are
USUAL = (0.01, 0.05)  # share of the documents that hold a usual word


@dataclass(frozen=True)
class Filled:
    """What filling cost: seconds (the making of documents left out), bytes of text, and megabytes of memory at most, in
    the first half and in all.
    """

    documents: int
    seconds: float
    text: int
    half_way: float
    memory: float


@dataclass(frozen=True)
class Timed:
    """What a reader waits for, in milliseconds: half of the times less, and all but one in twenty."""

    name: str
    median: float
    slowest: float


def fill(engine: Engine, documents: Iterable[SearchDocument], count: int) -> tuple[Filled, Counter[str]]:
    """Build an index of `documents`, and return what that cost and in how many of a sample each word stands."""
    held: Counter[str] = Counter()
    seconds, size, half_way, stored = 0.0, 0, 0.0, 0
    rest = iter(documents)
    engine.begin()
    with Memory() as memory:
        while batch := list(islice(rest, BATCH)):
            began = time.perf_counter()
            engine.fill([(document, 1) for document in batch])
            seconds += time.perf_counter() - began
            stored += len(batch)
            size += sum(len(document.title.encode()) + len(document.body.encode()) for document in batch)
            held.update(word for document in batch[::SAMPLED] for word in _words(document))
            half_way = half_way or (memory.most if stored >= count / 2 else 0.0)
        began = time.perf_counter()
        engine.finish()
        seconds += time.perf_counter() - began
    return Filled(stored, seconds, size, half_way, memory.most), held


def timed(engine: Engine, held: Counter[str], sampled: int) -> Iterator[Timed]:
    """Yield what the pages and the suggestions of a reader take, for words as common as they are named."""
    chance = random.Random(1)  # noqa: S311 - the same queries every time
    common = [word for word, _count in held.most_common(3)]
    usual = sorted(word for word, count in held.items() if USUAL[0] * sampled <= count <= USUAL[1] * sampled)
    rare = sorted(word for word, count in held.items() if count == 1)
    chance.shuffle(usual)
    chance.shuffle(rare)
    threes = [" ".join(chance.sample(usual, 3)) for _time in range(ROUNDS)]
    for name, texts in {
        "page, a usual word": usual[:ROUNDS],
        "page, a rare word": rare[:ROUNDS],
        "page, three words": threes,
        "page, the most common words": common * (ROUNDS // 3),
        "page, a misspelt word": [f"{word[:2]}{word[3:]}" for word in usual[:ROUNDS]],
        "page, a string of anything": list(strings(10 * ROUNDS)),
    }.items():
        yield _timed(name, [lambda one=one: _page(engine, one) for one in texts])
    beginnings = [word[:length] for word in usual[:ROUNDS] for length in (2, 3, 5)]
    yield _timed("suggestions", [lambda one=one: engine.suggest(one) for one in beginnings])
    seconds = [f"{first} {word[:2]}" for first, word in pairwise(usual[:ROUNDS])]
    yield _timed("suggestions, the second word", [lambda one=one: engine.suggest(one) for one in seconds])
    clauses = [text(word) for word in usual[:ROUNDS]]
    with engine.reading() as snapshot:
        yield _timed("ten hits alone", [lambda one=one: snapshot.found(one, LIMIT) for one in clauses])
        yield _timed("five facets alone", [lambda one=one: snapshot.counted(one, FACETS) for one in clauses])


def changes(engine: Engine, documents: Sequence[SearchDocument]) -> Timed:
    """Return how long it takes until one changed document is found."""

    def change(document: SearchDocument) -> None:
        engine.apply([(document, 2)])
        with engine.reading() as snapshot:
            assert snapshot.count(keyword("uid", [document.uid])) == 1

    return _timed("a change, until it is found", [lambda one=one: change(one) for one in documents])


def _page(engine: Engine, words: str) -> None:
    query: Query = parse(words, access_keys=VISITOR, limit=LIMIT)
    answer(query, engine, lambda hits: {hit.uid for hit in hits})


def _timed(name: str, works: Sequence[Callable[[], object]]) -> Timed:
    works[0]()
    times = []
    for work in works:
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    twentieths = quantiles(times, n=20)
    return Timed(name, twentieths[9], twentieths[18])


def _words(document: SearchDocument) -> set[str]:
    return {word for word in document.body.lower().split() if word.isalpha() and len(word) >= LEAST_LETTERS}
