"""The indexes of one site in one schema: the one that is searched, and one that is being filled beside it.

Each has tables of its own. A row for each says what it is, and is changed in one step: whoever searches finds the one
or the other, never something between. The one that was searched before is kept until the next one is begun.

Whoever reads has one moment of an index before him and leaves the transaction he is in unharmed, whatever happens.
Writers wait for each other.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.db.transaction import atomic

from search.engines.base import EngineError, StaleIndex
from search.engines.postgres_schema import VERSION
from search.engines.postgres_tables import IndexTables

LIVE, BEGUN, OLD = "live", "begun", "old"
TABLE = """
CREATE TABLE IF NOT EXISTS {schema}.generation (number serial PRIMARY KEY, state text NOT NULL, version text NOT NULL)
"""
NEW = "INSERT INTO {schema}.generation (state, version) VALUES (%s, %s) RETURNING number"
NAMED = "SELECT number FROM {schema}.generation WHERE state = %s AND version = %s"
CHANGE_OVER = "UPDATE {schema}.generation SET state = CASE WHEN number = %s THEN %s ELSE %s END"
# The planner does not know that to look into a document's terms costs much more than to look into the index, and that
# helpers and compiled plans take longer to come than a search takes.
PLANNER = {"enable_seqscan": "off", "max_parallel_workers_per_gather": "0", "jit": "off"}
AS_IT_IS = "SELECT " + ", ".join(f"current_setting('{name}')" for name in PLANNER)
CHANGED = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in PLANNER)
# PostgreSQL's codes for a schema, a table and a column that are not there.
MISSING = {"3F000", "42P01", "42703"}


class Generations:
    """Those in `schema`. Raises ImproperlyConfigured when the site's database is not a PostgreSQL."""

    def __init__(self, schema: str) -> None:
        if connection.vendor != "postgresql":
            raise ImproperlyConfigured("The search engine “postgresql” needs DATABASE_URL to name a PostgreSQL.")
        self._schema = schema

    @contextmanager
    def reading(self) -> Iterator[IndexTables]:
        """Lend out the index that is searched: what is asked is asked of one moment, if the transaction is our own.

        Raises EngineError and StaleIndex.
        """
        alone = not connection.in_atomic_block
        with _guarded(), atomic():
            if alone:
                self._ask("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            (before,) = self._ask(AS_IT_IS)
            self._ask(CHANGED, [*PLANNER.values()])
            yield self._live()
            self._ask(CHANGED, before)

    @contextmanager
    def writing(self) -> Iterator[tuple[IndexTables, IndexTables | None]]:
        """Lend out the index that is searched and the one that is being filled, after all others who write.

        Nothing that was written is kept when something is raised. Raises EngineError and StaleIndex.
        """
        with self._alone():
            yield self._live(), self._named(BEGUN)

    @contextmanager
    def filling(self) -> Iterator[IndexTables]:
        """Lend out the index that is being filled, as `writing` does. Raises StaleIndex as well when none was begun."""
        with self._alone():
            begun = self._named(BEGUN)
            if begun is None:
                raise StaleIndex(f"No index of version {VERSION} was begun in the schema {self._schema}.")
            yield begun

    def begin(self) -> None:
        """Make an empty index to be filled; everything but the one that is searched is thrown away."""
        with self._alone():
            self._ask("CREATE SCHEMA IF NOT EXISTS {schema}")
            self._ask(TABLE)
            for (number,) in self._ask("DELETE FROM {schema}.generation WHERE state <> %s RETURNING number", [LIVE]):
                IndexTables(self._schema, number).remove()
            ((number,),) = self._ask(NEW, [BEGUN, VERSION])
            IndexTables(self._schema, number).make()

    def is_begun(self) -> bool:
        """Tell whether an index is being filled, of whatever version. Raises EngineError."""
        try:
            with _guarded(), atomic():
                return bool(self._ask("SELECT number FROM {schema}.generation WHERE state = %s", [BEGUN]))
        except StaleIndex:
            return False

    def finish(self) -> None:
        """Have the index that was filled be the one that is searched. Raises StaleIndex when none was begun."""
        with self.filling() as begun:
            begun.optimise()
            self._ask(CHANGE_OVER, [begun.number, LIVE, OLD])

    def remove(self) -> None:
        """Leave nothing behind."""
        with self._alone():
            self._ask("DROP SCHEMA IF EXISTS {schema} CASCADE")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with _guarded(), atomic():
            self._ask("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(f"markedsplassen:{self._schema}".encode())])
            yield

    def _live(self) -> IndexTables:
        live = self._named(LIVE)
        if live is None:
            raise StaleIndex(f"The schema {self._schema} holds no index of version {VERSION}.")
        return live

    def _named(self, state: str) -> IndexTables | None:
        rows = self._ask(NAMED, [state, VERSION])
        return IndexTables(self._schema, rows[0][0]) if rows else None

    def _ask(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(query.format(schema=self._schema), values or None)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except Error as error:
        stale = getattr(error.__cause__, "sqlstate", None) in MISSING
        raise (StaleIndex if stale else EngineError)(str(error)) from error
