"""How soon what is published can be found, and what saving costs by who stores it: `python -m tests.bench.freshness`.

Told in milliseconds and never tested: they are of one machine on one day.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from unittest import mock

import django

django.setup()

from arena.models import IdeaIndexPage, IdeaPage  # noqa: E402 - Django must be set up
from core import actions, search_registry  # noqa: E402 - Django must be set up
from home.worker import run_tasks  # noqa: E402 - Django must be set up
from people.models import Membership  # noqa: E402 - Django must be set up
from search.drain import drain  # noqa: E402 - Django must be set up
from search.find import search  # noqa: E402 - Django must be set up

TIMES, PAUSE, LONGEST_WAIT = 40, 0.005, 60.0  # seconds
MANAGE = Path(__file__).resolve().parents[2] / "manage.py"


def publish_and_withdraw(number: int, made: list[IdeaPage], *, is_stored: bool) -> tuple[float, float, float]:
    """Return the milliseconds until an idea was saved, until it was found from then on, and until it was gone again."""
    membership = Membership.objects.current().filter(verified_at__isnull=False).earliest("pk")
    word = f"ferskvare{number}x{time.time_ns()}"
    page = actions.create_page(
        parent=IdeaIndexPage.objects.originals().get(),
        page=IdeaPage(title=word, summary="Måling"),
        author=membership.user,
        organisation=membership.organisation,
    )
    saved = _milliseconds(lambda: actions.publish_page(page=page, publisher=membership.user, access_key="open"))
    found = _milliseconds(lambda: _wait(word, 1)) if is_stored else 0.0
    actions.withdraw_page(page=page, actor=membership.user)
    gone = _milliseconds(lambda: _wait(word, 0))
    made.append(page)
    return saved, found, gone


@contextmanager
def left_to_others() -> Iterator[None]:
    with mock.patch.object(search_registry, "_drain", []):
        yield


@contextmanager
def worker() -> Iterator[None]:
    process = subprocess.Popen([sys.executable, str(MANAGE), "run_worker"])
    try:
        with left_to_others():
            yield
    finally:
        process.terminate()
        process.wait()


def row(name: str, *, is_stored: bool = True) -> str:
    made: list[IdeaPage] = []
    measured = [publish_and_withdraw(number, made, is_stored=is_stored) for number in range(TIMES)]
    run_tasks()  # those of the pages that go now
    for page in made:
        page.delete()
    twentieths = [quantiles(times, n=20) for times in zip(*measured, strict=True)]
    return f"{name:<34}" + "".join(f"{one[9]:>10.0f}{one[18]:>10.0f}" for one in twentieths)


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def _wait(word: str, total: int) -> None:
    until = time.monotonic() + LONGEST_WAIT
    while search(word, None).page.total != total:
        if time.monotonic() > until:
            raise TimeoutError(f"{word} was not {'found' if total else 'gone'} in {LONGEST_WAIT:.0f} seconds.")
        time.sleep(PAUSE)


def main() -> None:
    print(f"{'milliseconds (median, 19 of 20)':<34}{'saved':>20}{'found':>20}{'gone':>20}")  # noqa: T201 - a command
    with left_to_others():
        print(row("stored by nobody", is_stored=False), flush=True)  # noqa: T201 - a command
    drain()
    print(row("stored by who saves"), flush=True)  # noqa: T201 - a command
    with worker():
        print(row("stored by the worker"), flush=True)  # noqa: T201 - a command


if __name__ == "__main__":
    main()
