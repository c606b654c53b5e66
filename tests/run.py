"""`make test`: the whole suite on SQLite, again on PostgreSQL, and the stories in a real browser.

What needs a server or a browser that is not there is skipped with one loud line; with REQUIRE_SERVICES=1 a skip fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests import elastic_node, services

WORKERS = str(min(os.cpu_count() or 2, 8))


def pytest(*arguments: str, **environment: str) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "--create-db", *arguments]
    return subprocess.run(command, env={**os.environ, "SEARCH_URL": "", **environment}, check=False).returncode == 0


def skipped(name: str) -> None:
    print(f"!! SKIPPED: there is no {name} on this machine", flush=True)  # noqa: T201 - a command


@contextmanager
def elasticsearch() -> Iterator[dict[str, str]]:
    """Start a node and yield the variable that names it to the tests of engines; nothing where there is none."""
    packed = elastic_node.distribution()
    if packed is None:
        skipped("Elasticsearch")
        yield {}
        return
    with elastic_node.running(packed, services.free_port(), services.free_port()) as url:
        yield {"TEST_SEARCH_URL": url}


def on_sqlite() -> bool:
    print("== Rules, actions, pages and search, on SQLite and Elasticsearch", flush=True)  # noqa: T201 - a command
    with elasticsearch() as found:
        return pytest("-n", WORKERS, "-m", "not e2e", **found)


def on_postgres() -> bool | None:
    programs = services.postgres_bin()
    if programs is None:
        return None
    print("== The same on PostgreSQL", flush=True)  # noqa: T201 - a command
    with services.postgres(programs) as url:
        return pytest("-n", WORKERS, "-m", "not e2e and not database_free", DATABASE_URL=url)


def in_the_browser() -> bool | None:
    if services.chromium() is None:
        return None
    print("== The stories, in Chromium", flush=True)  # noqa: T201 - a command
    return pytest("-m", "e2e", "tests/e2e")


PARTS: list[tuple[str, Callable[[], bool | None]]] = [
    ("SQLite", on_sqlite),
    ("PostgreSQL", on_postgres),
    ("Chromium", in_the_browser),
]


def main() -> int:
    failed = []
    for name, part in PARTS:
        passed = part()
        if passed is None:
            skipped(name)
            passed = not services.REQUIRED
        if not passed:
            failed.append(name)
    print(f"FAILED: {', '.join(failed)}" if failed else "All parts passed", flush=True)  # noqa: T201 - a command
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
