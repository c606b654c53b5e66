"""What readers and editors notice while the index is built anew, again and again: `python -m tests.bench.rebuilding`.

Told in milliseconds and never tested: they are of one machine on one day.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import quantiles

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django must be set up

from arena.models import IdeaPage  # noqa: E402 - Django must be set up
from search.drain import drain, rebuild  # noqa: E402 - Django must be set up
from search.find import search  # noqa: E402 - Django must be set up

SEARCHES, EDITS, EDITED = 2000, 200, 20
WORDS = ("medisindispenser", "sårbehandling", "vaktbytte", "digitalt tilsyn", "journal kommune", "opplæring av vikarer")
BUILDING = "building"


@dataclass(frozen=True)
class Noticed:
    """The milliseconds of each search, and how many of them the index did not answer."""

    times: list[float]
    failed: int


def work() -> Noticed:
    """Search, and edit an idea after every few searches, as its author does."""
    ideas = IdeaPage.objects.originals().live().order_by("pk")[:EDITED]
    edited = cycle(ideas)
    times, failed = [], 0
    for number, words in enumerate(islice(cycle(WORDS), SEARCHES)):
        began = time.perf_counter()
        answer = search(words, None)
        times.append(1000 * (time.perf_counter() - began))
        failed += answer.failed or answer.by_reserve or not answer.page.total
        if number % (SEARCHES // EDITS) == 0:
            idea = next(edited)
            idea.summary = f"Måling {number}"
            idea.save_revision().publish()
    return Noticed(times, failed)


@contextmanager
def building() -> Iterator[None]:
    """Have another process build the index as often as it can."""
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.rebuilding", BUILDING], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()  # it has begun
    try:
        yield
    finally:
        process.kill()
        process.wait()


def build_again_and_again() -> None:
    print(BUILDING, flush=True)  # noqa: T201 - a command
    while True:
        rebuild()


def row(name: str, noticed: Noticed) -> str:
    twentieths = quantiles(noticed.times, n=20)
    return f"{name:<34}{twentieths[9]:>10.1f}{twentieths[18]:>10.1f}{noticed.failed:>10}"


def main() -> None:
    print(f"{f'{SEARCHES} searches, {EDITS} edits':<34}{'median':>10}{'19 of 20':>10}{'failed':>10}")  # noqa: T201 - a command
    print(row("alone", work()), flush=True)  # noqa: T201 - a command
    with building():
        print(row("while the index is built", work()), flush=True)  # noqa: T201 - a command
    drain()
    call_command("search_verify")


if __name__ == "__main__":
    build_again_and_again() if sys.argv[1:] == [BUILDING] else main()
