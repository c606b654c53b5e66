"""The schema an index lies in, on the site's own connection: made, read and written to.

Whoever reads has one moment of the index before him and leaves the transaction he is in unharmed, whatever happens.
Writers wait for each other.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.db.transaction import atomic

from search.engines.base import EngineError, StaleIndex
from search.engines.postgres_schema import TABLES, VERSION

Values = Sequence[Any] | Mapping[str, Any]

# PostgreSQL's codes for a schema, a table and a column that are not there.
MISSING = {"3F000", "42P01", "42703"}


class IndexTables:
    """An index of this version in a schema. Raises ImproperlyConfigured when the site's database is another."""

    def __init__(self, schema: str) -> None:
        if connection.vendor != "postgresql":
            raise ImproperlyConfigured("The search engine “postgresql” needs DATABASE_URL to name a PostgreSQL.")
        self._schema = schema
        self._names = {name: f'"{schema}"."{name}"' for name in ("document", "tally", "made_by", "document_terms")}

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the index as it is now: what is asked within is asked of one moment, if the transaction is our own.

        Raises EngineError and StaleIndex.
        """
        alone = not connection.in_atomic_block
        with _guarded(), atomic():
            if alone:
                self.ask("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            self._check()
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Lend out the index for one batch, after those of others; nothing of it is kept when something is raised.

        Raises EngineError and StaleIndex.
        """
        with _guarded(), atomic():
            self._wait()
            self._check()
            yield

    def make(self) -> None:
        """Make an empty index, whatever was there. Raises EngineError."""
        with _guarded(), atomic():
            self._wait()
            self._drop()
            self.ask(f'CREATE SCHEMA "{self._schema}"; {TABLES}')
            self.ask("INSERT INTO {made_by} VALUES (%s)", [VERSION])

    def remove(self) -> None:
        """Leave nothing behind. Raises EngineError."""
        with _guarded(), atomic():
            self._wait()
            self._drop()

    def ask(self, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Run `query`, in which the tables stand in braces, and return its rows."""
        with connection.cursor() as cursor:
            cursor.execute(query.format(**self._names), values or None)
            return cursor.fetchall() if cursor.description else []

    def store(self, query: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run `query` with each of `rows`."""
        with connection.cursor() as cursor:
            cursor.executemany(query.format(**self._names), rows)

    def _check(self) -> None:
        if self.ask("SELECT version FROM {made_by}") != [(VERSION,)]:
            raise StaleIndex(f"The schema {self._schema} holds no index of version {VERSION}.")

    def _wait(self) -> None:
        self.ask("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(f"markedsplassen:{self._schema}".encode())])

    def _drop(self) -> None:
        self.ask(f'DROP SCHEMA IF EXISTS "{self._schema}" CASCADE')


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except Error as error:
        stale = getattr(error.__cause__, "sqlstate", None) in MISSING
        raise (StaleIndex if stale else EngineError)(str(error)) from error
