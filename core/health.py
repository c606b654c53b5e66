"""Whether the site can do its work, in words that give nothing away."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import cache as cache_of_success

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from . import search_registry
from .clock import now

BEAT, SILENT_AFTER = "worker.beat", 120  # seconds
OK = "ok"

Check = Callable[[], str]


def beat() -> None:
    """Called by the worker while it is alive."""
    cache.set(BEAT, now().timestamp(), timeout=None)


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "away"
    return OK


class Pending(Exception):
    """The database is older than the code."""


def migrations() -> str:
    """`pending` when the code is newer than the database; once everything is applied, a process asks no more."""
    try:
        _need_all_applied()
    except Pending:
        return "pending"
    except Error:
        return "unknown"
    return OK


@cache_of_success
def _need_all_applied() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Pending


def disk() -> str:
    """`full` when less than `DISK_RESERVE` bytes are free where files, index and mail lie."""
    try:
        free = shutil.disk_usage(settings.VAR).free
    except OSError:
        return "away"
    if not os.access(settings.VAR, os.W_OK):
        return "read-only"
    return OK if free >= settings.DISK_RESERVE else "full"


def worker() -> str:
    heard = cache.get(BEAT)
    return OK if heard is not None and now().timestamp() - heard < SILENT_AFTER else "silent"


def search() -> str:
    return search_registry.state()


# Without these no page can be promised; without the others pages are answered, and mail and search wait.
NEEDED: dict[str, Check] = {"database": database, "migrations": migrations, "disk": disk}
WANTED: dict[str, Check] = {"worker": worker, "search": search}


def report() -> dict[str, str]:
    """Return `status` (`ok`, `degraded` or `away`) and a word for each part of the site."""
    parts = {name: check() for name, check in NEEDED.items()}
    if set(parts.values()) != {OK}:
        return {"status": "away", **parts}
    parts |= {name: check() for name, check in WANTED.items()}
    status = OK if set(parts.values()) == {OK} else "degraded"
    return {"status": status, **parts}
