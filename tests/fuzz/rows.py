"""What a request left in the database: the rows of each table that are new, changed or gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from core.changes import CHANGE

UNREAD = ("django_migrations", "wagtailsearch_", "sqlite_")
READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "EXPLAIN", "PRAGMA", "SHOW")


@dataclass(frozen=True)
class Change:
    """The first columns, which are the keys, of the rows of one table that are not as they were."""

    table: str
    new: set[Any]
    changed: set[Any]
    gone: set[Any]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


class Rows:
    """Every row of every table; those of a table are read anew when a statement has written to it."""

    def __init__(self) -> None:
        names = connection.introspection.table_names()
        self.known = {name: self._read(name) for name in names if not name.startswith(UNREAD)}
        self.written: set[str] = set()

    def watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note what a statement may write to; installed with `connection.execute_wrapper`."""
        if change := CHANGE.match(str(sql)):
            self.written.add(change[1])
        elif not str(sql).lstrip(" (").upper().startswith(READING):
            self.written.update(self.known)
        return execute(sql, params, many, context)

    def changes(self) -> list[Change]:
        """Return what was written and stayed since the last time."""
        tables = sorted(self.written & set(self.known))
        found = [self._compare(table) for table in tables]
        self.written.clear()
        return [change for change in found if change]

    def _compare(self, table: str) -> Change:
        before, after = self.known[table], self._read(table)
        self.known[table] = after
        changed = {key for key in before.keys() & after.keys() if before[key] != after[key]}
        return Change(table, after.keys() - before.keys(), changed, before.keys() - after.keys())

    @staticmethod
    def _read(table: str) -> dict[Any, int]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            return {row[0]: hash(repr(row)) for row in cursor.fetchall()}
