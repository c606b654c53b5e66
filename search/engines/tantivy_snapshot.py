"""The embedded index at one moment, as a search asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from search.clauses import Clause
from search.cursor import Place
from search.engines.tantivy_directory import IndexDirectory
from search.engines.tantivy_order import ordered
from search.engines.tantivy_translation import translated
from search.engines.tantivy_words import WORDS, near
from search.matching import ANYWHERE
from search.snapshot import FacetCounts, Found, Holders
from search.spelling import Meant

MOST_FACET_VALUES = 1000


class TantivySnapshot:
    """See `Snapshot`."""

    def __init__(self, index: IndexDirectory) -> None:
        self._index = index
        self._searcher = index.searcher()

    def count(self, clause: Clause) -> int:
        result: Any = self._searcher.search(translated(clause), 1)  # the stubs lack its count
        return result.count

    def found(self, clause: Clause, limit: int, after: Place | None = None, *, by_date: bool = False) -> Found:
        return Found(*ordered(self._searcher, translated(clause), limit, after, by_date=by_date))

    def counted(self, clause: Clause, names: Sequence[str]) -> FacetCounts:
        request = {name: {"terms": {"field": name, "size": MOST_FACET_VALUES}} for name in names}
        answer = self._searcher.aggregate(translated(clause), request) if request else {}
        return {name: _by_frequency(answer[name]["buckets"]) for name in names}

    def holders(self, terms: Sequence[str]) -> Holders:
        count = self._searcher.doc_freq
        return Holders(self._searcher.num_docs, {term: max(count(field, term) for field in ANYWHERE) for term in terms})

    def size(self) -> int:
        return self._index.size()

    def beginning_with(self, beginning: str, clause: Clause, limit: int) -> Sequence[str]:
        known = self._searcher.terms_with_prefix(WORDS, beginning, filter_query=translated(clause), limit=limit)
        return [word for word, _count in known]

    def near(self, meant: Meant, slips: int) -> Mapping[str, int]:
        return near(self._searcher, meant, slips)


def _by_frequency(buckets: list[dict[str, Any]]) -> tuple[tuple[str, int], ...]:
    counts = [(bucket["key"], bucket["doc_count"]) for bucket in buckets]
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))
