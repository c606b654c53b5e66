"""The engine for several hosts on one PostgreSQL: the index lies in a schema beside the site's own tables."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

from core.search_registry import SearchDocument
from search.engines.base import NOTHING, Engine, clear
from search.engines.packing import unpacked
from search.engines.postgres_generations import Generations
from search.engines.postgres_schema import SCORED, Row, tally, to_row
from search.engines.postgres_snapshot import PostgresSnapshot
from search.engines.postgres_tables import IndexTables

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
    """An index in `schema` of the site's database; `clear` makes it, everything else raises StaleIndex until then.

    A failing search leaves the transaction it is asked in as it was; writing is a part of it.
    """

    name = "postgresql"

    def __init__(self, schema: str = SCHEMA) -> None:
        self._generations = Generations(schema)

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Self:
        """See `Engine.from_settings`; `SCHEMA`, which may be left out, names the schema."""
        return cls(settings.get("SCHEMA", SCHEMA))

    @classmethod
    @contextmanager
    def throwaway(cls) -> Iterator[Self]:
        """See `Engine.throwaway`."""
        engine = cls(f"search_throwaway_{secrets.token_hex(8)}")
        clear(engine)
        try:
            yield engine
        finally:
            engine._generations.remove()

    def apply(self, upserts: Sequence[tuple[SearchDocument, int]], deletes: Mapping[str, int] = NOTHING) -> None:
        """See `Engine.apply`; raises EngineError when the database does not answer."""
        rows = _rows(upserts)
        with self._generations.writing() as (live, begun):
            for tables in (live, begun):
                if tables:
                    _store(tables, rows, deletes)

    @contextmanager
    def reading(self) -> Iterator[PostgresSnapshot]:
        """See `Engine.reading`."""
        with self._generations.reading() as tables:
            yield PostgresSnapshot(tables)

    def digests(self) -> dict[str, str]:
        """See `Engine.digests`."""
        with self._generations.reading() as tables:
            return {uid: unpacked(source).digest() for uid, source in tables.sources()}

    def begin(self) -> None:
        """See `Engine.begin`."""
        self._generations.begin()

    def is_begun(self) -> bool:
        """See `Engine.is_begun`."""
        return self._generations.is_begun()

    def fill(self, upserts: Sequence[tuple[SearchDocument, int]]) -> None:
        """See `Engine.fill`."""
        rows = _rows(upserts)
        with self._generations.filling() as tables:
            _store(tables, rows)

    def finish(self) -> None:
        """See `Engine.finish`."""
        self._generations.finish()


def _rows(upserts: Sequence[tuple[SearchDocument, int]]) -> dict[str, Row]:
    return {document.uid: to_row(document, version) for document, version in upserts}


def _store(tables: IndexTables, rows: Mapping[str, Row], deletes: Collection[str] = ()) -> None:
    if not rows and not deletes:
        return
    stored = dict(tables.ask(VERSIONS, [list(rows)]))
    fresh = [row for row in rows.values() if row.version >= stored.get(row.uid, 0)]
    gone = tables.ask(DELETE, [[*deletes, *(row.uid for row in fresh)]])
    tables.store(INSERT, fresh)
    _count(tables, gone, fresh)


def _count(tables: IndexTables, gone: Sequence[tuple[Any, ...]], fresh: Sequence[Row]) -> None:
    """Bring the tally up to date; only what differs is written."""
    changes: Counter[str] = Counter()
    for row in fresh:
        changes.update(tally(row.words, [getattr(row, field) for field in SCORED]))
    for words, *texts in gone:
        changes.subtract(tally(words, texts))
    changed = {name: number for name, number in sorted(changes.items()) if number}
    tables.ask(ADD, [list(changed), list(changed.values())])
    tables.ask(FORGET, [list(changed)])
