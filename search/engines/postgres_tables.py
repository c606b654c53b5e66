"""The tables of one index, on the site's own connection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from search.engines.postgres_schema import TABLES

Values = Sequence[Any] | Mapping[str, Any]
BATCH = 1000  # rows
SOURCES = "SELECT uid, source FROM {document} WHERE uid > %s ORDER BY uid LIMIT %s"


class IndexTables:
    """Those of one number in a schema."""

    def __init__(self, schema: str, number: int) -> None:
        self.number = number
        self._names = {name: f"{schema}.{name}_{number}" for name in ("document", "tally")} | {
            "index": f"terms_{number}"
        }
        self._index = f"{schema}.terms_{number}"

    def make(self) -> None:
        """Make them, empty."""
        self.ask(TABLES)

    def remove(self) -> None:
        """Leave nothing of them."""
        self.ask("DROP TABLE IF EXISTS {document}, {tally}")

    def optimise(self) -> None:
        """Tidy up after many writes, so that searches are planned by what is there."""
        self.ask("SELECT gin_clean_pending_list(%s::regclass)", [self._index])
        self.ask("ANALYZE {document}, {tally}")

    def ask(self, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Run `query`, in which the tables stand in braces, and return its rows."""
        with connection.cursor() as cursor:
            cursor.execute(query.format(**self._names), values or None)
            return cursor.fetchall() if cursor.description else []

    def store(self, query: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run `query` with each of `rows`."""
        with connection.cursor() as cursor:
            cursor.executemany(query.format(**self._names), rows)

    def sources(self) -> Iterator[tuple[str, bytes]]:
        """Yield the uid and the source of every document."""
        last = ""
        while rows := self.ask(SOURCES, [last, BATCH]):
            yield from rows
            last = rows[-1][0]
