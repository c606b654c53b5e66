"""Work that only one process does at a time: the others pass by, or wait for their turn."""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Yield True to one caller at a time among all processes of the site, False to the rest."""
    if connection.vendor == "postgresql":
        yield from _advisory_lock(name)
    else:
        yield from _file_lock(_lock_file(name))


@contextmanager
def in_turn(name: str) -> Iterator[None]:
    """Let the processes of one machine through one after the other: a cache, for one, cannot add in one step."""
    with _lock_file(name).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _advisory_lock(name: str) -> Iterator[bool]:
    key = zlib.crc32(f"markedsplassen:{name}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        alone = cursor.fetchone()[0]
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def _lock_file(name: str) -> Path:
    path = Path(settings.VAR) / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _file_lock(path: Path) -> Iterator[bool]:
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
