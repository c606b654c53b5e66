"""One search, from the words as written to the page of hits; the same in every engine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from search import cursor
from search.clauses import Clause, all_of, keyword
from search.likeness import alike
from search.query import FACETS, Query
from search.snapshot import FacetCounts, Found, Hit, Snapshot
from search.terms import OPEN
from search.wanted import Wanted


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of hits.

    `total` and `facets` are counted over exactly the documents the pages together show; a facet that is filtered on is
    counted as if it were not, so that more of its values can be chosen. `searched` is the query that was run, and the
    one to highlight: with `corrected` set, some of the reader's words were not found and this text was sought instead.
    `is_partial` when no document that is found has all that was sought. `next` is the cursor of the page after this.
    `open_total` counts those of `total` that everybody may read.
    """

    searched: Query
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: FacetCounts = field(default_factory=dict)
    corrected: str | None = None
    is_partial: bool = False
    next: str | None = None
    open_total: int = 0


class Searching:
    """A query on its way through one snapshot of an index."""

    def __init__(self, snapshot: Snapshot, query: Query) -> None:
        self._snapshot = snapshot
        self._asked = query
        self._wanted = Wanted(snapshot, query)

    def page(self) -> ResultPage:
        """Return the page of hits."""
        query = self._asked
        if query.like:
            return ResultPage(searched=query, hits=alike(self._snapshot, query))
        if query.is_meaningless:
            return ResultPage(searched=query, facets=dict.fromkeys(FACETS, ()))
        found, corrections = self._found(), self._wanted.corrections
        searched = _as_read(query, corrections, self._wanted.respelt)
        shown, number = found.hits[: query.limit], query.after.number if query.after else 0
        return ResultPage(
            searched=searched,
            total=found.total,
            hits=shown,
            facets=self._facets(),
            corrected=searched.text if corrections else None,
            is_partial=found.total > 0 and self._is_partial(),
            open_total=self._open_total(found.total),
            next=cursor.encode(shown[-1].place(number + len(shown))) if len(found.hits) > len(shown) else None,
        )

    def _found(self) -> Found:
        query, wanted = self._asked, self._wanted
        by_date = (query.sort == "newest" or not (query.words or query.phrases)) and not wanted.takes_some
        found = self._filtered(wanted.all if by_date else wanted.ranked)
        after = query.after
        if after and not by_date:
            own = self._snapshot.found(all_of([found, keyword("uid", [after.uid])]), 1).hits
            after = after.now(own[0].score if own else None)
        return self._snapshot.found(found, query.limit + 1, after, by_date=by_date)

    def _is_partial(self) -> bool:
        wanted = self._wanted
        if not wanted.takes_some or not wanted.having_all:
            return wanted.takes_some
        return bool(self._asked.filters) and self._snapshot.count(self._filtered(wanted.strict)) == 0

    def _open_total(self, total: int) -> int:
        if not total or self._asked.access_keys == {OPEN}:
            return total
        return self._snapshot.count(all_of([self._filtered(self._wanted.all), keyword("access", [OPEN])]))

    def _facets(self) -> FacetCounts:
        """Return the counts of every facet: those not filtered on at once, each other without its own filter."""
        chosen = self._asked.filters
        counted = self._snapshot.counted(
            self._filtered(self._wanted.all), [name for name in FACETS if name not in chosen]
        )
        for name in chosen:
            counted |= self._snapshot.counted(self._filtered(self._wanted.all, except_for=name), [name])
        return {name: counted[name] for name in FACETS}

    def _filtered(self, clause: Clause, except_for: str = "") -> Clause:
        filters = self._asked.filters.items()
        chosen = [keyword(name, values) for name, values in filters if name != except_for]
        return all_of([clause, *chosen])


def _as_read(query: Query, corrections: Mapping[str, str], respelt: Mapping[str, str]) -> Query:
    text, read = query.text, {**corrections, **respelt}
    for word, corrected in corrections.items():
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", corrected, text, count=1)
    return replace(query, text=text, words=tuple(read.get(word, word) for word in query.words))
