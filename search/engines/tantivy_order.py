"""What stands before what in the embedded index, which itself puts equals in any order, another after every write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any

import tantivy

from search.cursor import Place
from search.engines.tantivy_schema import from_tantivy
from search.snapshot import Hit

MARGIN = 20  # documents more than are wanted, among which the equals of the last may be

_Rough = tuple[float, int]  # the first two parts of the key of a place


def ordered(
    searcher: tantivy.Searcher, query: tantivy.Query, limit: int, after: Place | None, *, by_date: bool
) -> tuple[int, tuple[Hit, ...]]:
    """Return how many documents match, and at most `limit` of those behind `after`, in the order of `Place`."""
    fetched = limit + MARGIN + (after.number if after else 0)
    fetched_by = 1 if by_date else 0  # the part of a rough key
    while True:
        fetched = min(fetched, max(1, searcher.num_docs))
        result: Any = searcher.search(query, fetched, order_by_field="published" if by_date else None)
        found = _roughly(searcher, result.hits, by_date=by_date)
        page = list(islice(_behind(searcher, found, after), limit))
        has_all_equals = len(page) == limit and page[-1][0][fetched_by] < found[-1][0][fetched_by]
        if has_all_equals or len(found) >= result.count:
            return result.count, tuple(hit for _rough, hit in page)
        fetched *= 2


def _roughly(searcher: tantivy.Searcher, hits: Sequence[tuple[Any, Any]], *, by_date: bool) -> list[tuple[_Rough, Any]]:
    """Return the addresses of `hits` by score and date, the best first."""
    addresses = [address for _score, address in hits]
    dates = searcher.fast_field_values("published", addresses) if addresses else []
    found = [((0.0 if by_date else -hit[0], -int(date or 0)), hit[1]) for hit, date in zip(hits, dates, strict=True)]
    return sorted(found, key=lambda one: one[0])


def _behind(
    searcher: tantivy.Searcher, found: Sequence[tuple[_Rough, Any]], after: Place | None
) -> Iterator[tuple[_Rough, Hit]]:
    """Yield what stands behind `after`; equals by uid, for which alone they are read."""
    for rough, equals in groupby(found, key=lambda one: one[0]):
        if after and rough < after.key[:2]:
            continue
        hits = (Hit(from_tantivy(searcher.doc(address)), -rough[0]) for _rough, address in equals)
        for hit in sorted(hits, key=lambda one: one.uid):
            if not after or (*rough, hit.uid) > after.key:
                yield rough, hit
