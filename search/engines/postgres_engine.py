"""The engine for several hosts on one PostgreSQL: the index lies in a schema beside the site's own tables."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

from core.search_registry import SearchDocument
from search.engines.base import Engine
from search.engines.packing import unpacked
from search.engines.postgres_schema import SCORED, Row, tally, to_row
from search.engines.postgres_snapshot import PostgresSnapshot
from search.engines.postgres_tables import IndexTables
from search.query import Query
from search.searching import ResultPage

SCHEMA = "search_index"
VERSIONS = "SELECT uid, version FROM {document} WHERE uid = ANY(%s)"
DELETE = f"DELETE FROM {{document}} WHERE uid = ANY(%s) RETURNING words, {', '.join(SCORED)}"  # noqa: S608 - of ours
INSERT = f"INSERT INTO {{document}} ({', '.join(Row._fields)}) VALUES ({', '.join(['%s'] * len(Row._fields))})"  # noqa: S608 - of ours
ADD = """
INSERT INTO {tally} AS told (name, number) SELECT * FROM unnest(%s::text[], %s::bigint[])
ON CONFLICT (name) DO UPDATE SET number = told.number + excluded.number
"""
FORGET = "DELETE FROM {tally} WHERE name = ANY(%s) AND number = 0"


class PostgresEngine(Engine):
    """An index in `schema` of the site's database; `clear()` makes it, everything else raises StaleIndex until then.

    A failing search leaves the transaction it is asked in as it was; writing is a part of it.
    """

    def __init__(self, schema: str = SCHEMA) -> None:
        self._tables = IndexTables(schema)

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Self:
        """See `Engine.from_settings`; `SCHEMA`, which may be left out, names the schema."""
        return cls(settings.get("SCHEMA", SCHEMA))

    @classmethod
    @contextmanager
    def throwaway(cls) -> Iterator[Self]:
        """See `Engine.throwaway`."""
        engine = cls(f"search_throwaway_{secrets.token_hex(8)}")
        engine.clear()
        try:
            yield engine
        finally:
            engine._tables.remove()

    def apply(self, upserts: Sequence[tuple[SearchDocument, int]], deletes: Sequence[str] = ()) -> None:
        """See `Engine.apply`."""
        if not upserts and not deletes:
            self.snapshot()
            return
        rows = {document.uid: to_row(document, version) for document, version in upserts}
        with self._tables.writing():
            stored = dict(self._tables.ask(VERSIONS, [list(rows)]))
            fresh = [row for row in rows.values() if row.version >= stored.get(row.uid, 0)]
            gone = self._tables.ask(DELETE, [[*deletes, *(row.uid for row in fresh)]])
            self._tables.store(INSERT, fresh)
            self._count(gone, fresh)

    def snapshot(self) -> PostgresSnapshot:
        """See `Engine.snapshot`."""
        with self._tables.reading():
            return PostgresSnapshot(self._tables)

    def search(self, query: Query) -> ResultPage:
        """See `Engine.search`."""
        with self._tables.reading():
            return super().search(query)

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """See `Engine.suggest`."""
        with self._tables.reading():
            return super().suggest(prefix, limit)

    def digests(self) -> dict[str, str]:
        """See `Engine.digests`."""
        with self._tables.reading():
            rows = self._tables.ask("SELECT uid, source FROM {document}")
        return {uid: unpacked(source).digest() for uid, source in rows}

    def clear(self) -> None:
        """See `Engine.clear`."""
        self._tables.make()

    def optimise(self) -> None:
        """See `Engine.optimise`."""
        with self._tables.writing():
            self._tables.ask("SELECT gin_clean_pending_list('{document_terms}'::regclass)")
            self._tables.ask("ANALYZE {document}, {tally}")

    def _count(self, gone: Sequence[tuple[Any, ...]], fresh: Sequence[Row]) -> None:
        """Bring the tally up to date; only what differs is written."""
        changes: Counter[str] = Counter()
        for row in fresh:
            changes.update(tally(row.words, [getattr(row, field) for field in SCORED]))
        for words, *texts in gone:
            changes.subtract(tally(words, texts))
        changed = {name: number for name, number in sorted(changes.items()) if number}
        self._tables.ask(ADD, [list(changed), list(changed.values())])
        self._tables.ask(FORGET, [list(changed)])
