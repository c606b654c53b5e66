"""The index in PostgreSQL at one moment, as a search asks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from search.clauses import Clause
from search.cursor import Place
from search.engines.packing import unpacked
from search.engines.postgres_order import TALLY, Ranked, best
from search.engines.postgres_schema import EVERY_DOCUMENT, name_of
from search.engines.postgres_tables import IndexTables
from search.engines.postgres_translation import Condition, condition
from search.engines.postgres_words import beginning_with, near
from search.matching import ANYWHERE
from search.snapshot import FacetCounts, Found, Hit, Holders
from search.spelling import Meant

MOST_FACET_VALUES = 1000
COUNT = "SELECT count(*) FROM {document} WHERE "
MATCHED = "SELECT count(*), coalesce(array_agg(ctid)::text, '{{}}') FROM {document} WHERE "
LYING_AT = "ctid = ANY(%s::tid[])"
NEWEST = "SELECT uid FROM {document} WHERE CONDITION ORDER BY published DESC, uid LIMIT %s"
BEHIND = " AND (published < %s OR published = %s AND uid > %s)"
FACETS = """
SELECT split_part(keyword, '/', 1), substr(keyword, strpos(keyword, '/') + 1), count(*)
FROM {document}, unnest(keywords) AS keyword WHERE CONDITION AND split_part(keyword, '/', 1) = ANY(%s) GROUP BY keyword
"""
SIZE = "SELECT pg_total_relation_size('{document}'::regclass) + pg_total_relation_size('{tally}'::regclass)"
SOURCES = "SELECT uid, source FROM {document} WHERE uid = ANY(%s)"


class PostgresSnapshot:
    """See `Snapshot`; of one moment within `Generations.reading`."""

    def __init__(self, tables: IndexTables) -> None:
        self._tables = tables
        self._counts: dict[Condition, int] = {}  # a search asks for the same number again
        self._places: dict[Condition, Condition] = {}

    def count(self, clause: Clause) -> int:
        matching = condition(clause)
        if matching not in self._counts:
            ((self._counts[matching],),) = self._tables.ask(COUNT + matching.sql, matching.values)
        return self._counts[matching]

    def found(self, clause: Clause, limit: int, after: Place | None = None, *, by_date: bool = False) -> Found:
        if by_date:
            return Found(self.count(clause), self._hits(self._newest(clause, limit, after)))
        matching = self._matched(condition(clause))
        total = self.count(clause)
        return Found(total, self._hits(best(self._tables, clause, matching, total, limit, after)))

    def counted(self, clause: Clause, names: Sequence[str]) -> FacetCounts:
        matching = condition(clause)
        matching = self._places.get(matching, matching)
        rows = self._tables.ask(FACETS.replace("CONDITION", matching.sql), [*matching.values, list(names)])
        found: Mapping[str, list[tuple[str, int]]] = defaultdict(list)
        for name, value, number in rows:
            found[name].append((value, number))
        return {name: _by_frequency(found[name]) for name in names}

    def holders(self, terms: Sequence[str]) -> Holders:
        names = {term: [name_of(field, term) for field in ANYWHERE] for term in terms}
        wanted = [EVERY_DOCUMENT, *(name for several in names.values() for name in several)]
        tally: dict[str, int] = dict(self._tables.ask(TALLY, [wanted]))
        holding = {term: max(tally.get(name, 0) for name in several) for term, several in names.items()}
        return Holders(tally.get(EVERY_DOCUMENT, 0), holding)

    def size(self) -> int:
        ((number,),) = self._tables.ask(SIZE)
        return int(number)

    def beginning_with(self, beginning: str, clause: Clause, limit: int) -> Sequence[str]:
        return beginning_with(self._tables, beginning, clause, limit)

    def near(self, meant: Meant, slips: int) -> Mapping[str, int]:
        return near(self._tables, meant, slips)

    def _matched(self, matching: Condition) -> Condition:
        """Return what holds for the same documents as `matching` and says where they lie: finding them out costs most.

        None of them moves while a snapshot is read.
        """
        if matching not in self._places:
            ((self._counts[matching], places),) = self._tables.ask(MATCHED + matching.sql, matching.values)
            self._places[matching] = Condition(LYING_AT, (places,))
        return self._places[matching]

    def _newest(self, clause: Clause, limit: int, after: Place | None) -> list[Ranked]:
        matching = condition(clause)
        behind = BEHIND if after else ""
        place = [after.published, after.published, after.uid] if after else []
        query = NEWEST.replace("CONDITION", f"({matching.sql}){behind}")
        rows = self._tables.ask(query, [*matching.values, *place, limit])
        return [Ranked(uid, 0.0) for (uid,) in rows]

    def _hits(self, ranked: Sequence[Ranked]) -> tuple[Hit, ...]:
        sources = dict(self._tables.ask(SOURCES, [[one.uid for one in ranked]]))
        return tuple(Hit(unpacked(sources[uid]), score) for uid, score in ranked)


def _by_frequency(counts: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0]))[:MOST_FACET_VALUES])
