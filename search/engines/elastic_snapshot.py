"""An index in Elasticsearch, as a search asks it.

It is asked several times for one search; what is written in between may show in the later answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.aggs import Terms

from search.clauses import Clause
from search.cursor import Place
from search.engines.elastic_asking import Answer, Asking
from search.engines.elastic_schema import from_elastic
from search.engines.elastic_translation import translated
from search.engines.elastic_words import beginning_with, holders, near
from search.snapshot import FacetCounts, Found, Hit, Holders
from search.spelling import Meant

MOST_FACET_VALUES = 1000
NEWEST: list[Any] = [{"published": "desc"}, {"uid": "asc"}]
BEST: list[Any] = ["_score", *NEWEST]


class ElasticSnapshot:
    """See `Snapshot`."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def count(self, clause: Clause) -> int:
        return self._ask(_matching(clause)[:0], _total)

    def found(self, clause: Clause, limit: int, after: Place | None = None, *, by_date: bool = False) -> Found:
        search = _matching(clause)[:limit].sort(*(NEWEST if by_date else BEST)).source(["source"])
        if after:
            place = [after.published, after.uid]
            search = search.extra(search_after=place if by_date else [after.score, *place])
        return self._ask(search, lambda answer: Found(_total(answer), tuple(map(_hit, answer["hits"]["hits"]))))

    def counted(self, clause: Clause, names: Sequence[str]) -> FacetCounts:
        if not names:
            return {}
        search = _matching(clause)[:0]
        for name in names:
            search.aggs.bucket(name, Terms(field=name, size=MOST_FACET_VALUES))
        return self._ask(search, lambda answer: {name: _by_frequency(answer, name) for name in names})

    def holders(self, terms: Sequence[str]) -> Holders:
        return holders(self._ask, terms)

    def size(self) -> int:
        return self._ask.size()

    def beginning_with(self, beginning: str, clause: Clause, limit: int) -> Sequence[str]:
        return beginning_with(self._ask, beginning, translated(clause), limit)

    def near(self, meant: Meant, slips: int) -> Mapping[str, int]:
        return near(self._ask, meant, slips)


def _matching(clause: Clause) -> Search:
    return Search().query(translated(clause)).extra(track_total_hits=True)


def _total(answer: Answer) -> int:
    return int(answer["hits"]["total"]["value"])


def _hit(hit: Mapping[str, Any]) -> Hit:
    return Hit(from_elastic(hit["_source"]), hit["_score"] or 0.0)


def _by_frequency(answer: Answer, name: str) -> tuple[tuple[str, int], ...]:
    counts = [(bucket["key"], bucket["doc_count"]) for bucket in answer["aggregations"][name]["buckets"]]
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))
