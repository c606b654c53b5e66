"""SQLite with a fair queue for its one writer.

SQLite's own waiting is a lottery: under eight writers some waited 18 s and some gave up. Here everyone who is about to
write first takes an exclusive lock on a file beside the database; the kernel serves the waiting in order.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class QueueingCursor(base.SQLiteCursorWrapper):
    """A cursor whose single writes outside a transaction stand in the queue as well."""

    queue: Any = None

    def execute(self, query: str, params: Any = None) -> Any:
        with self.queue(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        with self.queue(query):
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend; a write transaction holds the queue's lock from BEGIN to COMMIT or ROLLBACK."""

    _lock_file: int | None = None

    def create_cursor(self, name: str | None = None) -> QueueingCursor:
        cursor = self.connection.cursor(factory=QueueingCursor)
        cursor.queue = self._queued_statement
        return cursor

    @contextmanager
    def _queued_statement(self, query: str) -> Iterator[None]:
        if self._lock_file is not None or not query.lstrip()[:7].upper().startswith(WRITES):
            yield
            return
        self._join_queue()
        try:
            yield
        finally:
            self._leave_queue()

    def _start_transaction_under_autocommit(self) -> None:
        self._join_queue()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # private to Django, not in its stubs
        except BaseException:
            self._leave_queue()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # private to Django, not in its stubs
        self._leave_queue()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # private to Django, not in its stubs
        finally:
            self._leave_queue()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # private to Django, not in its stubs
        finally:
            self._leave_queue()

    def _join_queue(self) -> None:
        if self.is_in_memory_db() or self._lock_file is not None:
            return
        lock_file = os.open(f"{self.settings_dict['NAME']}.queue", os.O_RDWR | os.O_CREAT, 0o640)
        fcntl.flock(lock_file, fcntl.LOCK_EX)
        self._lock_file = lock_file

    def _leave_queue(self) -> None:
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None
