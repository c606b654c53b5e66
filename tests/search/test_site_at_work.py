"""Processes that save, one worker and readers at the embedded index all at once, and what is left when one dies.

They stop when a file says so, and tell of faults in a file: whoever is killed may hold any lock of Python's.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
import time

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from arena.models import IdeaPage
from core.models import SearchChange
from home.worker import keep_index
from search.drain import engine, expected, rebuild
from search.find import search
from tests.factories.arena import make_idea
from tests.factories.people import make_member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KILLS, IDEAS = 20, 6
SOON = 10  # seconds
PAUSE = 0.05
processes = multiprocessing.get_context("fork")


class Site:
    """The processes of a site that is read and written to, by their work."""

    def __init__(self, folder, ideas):
        self._stop, self._faults, self._ideas = folder / "stop", folder / "faults", ideas
        self._faults.touch()

    def start(self):
        self._stop.unlink(missing_ok=True)
        connections.close_all()
        half = len(self._ideas) // 2
        works = {
            "first": lambda: self._save("first", self._ideas[:half]),
            "second": lambda: self._save("second", self._ideas[half:]),
            "worker": self._work,
            "reader": self._read,
        }
        self._running = {name: processes.Process(target=self._run, args=[work]) for name, work in works.items()}
        for process in self._running.values():
            process.start()

    def kill(self, name):
        os.kill(self._running[name].pid, signal.SIGKILL)

    def stop(self):
        """Let those who live finish what they are at; return what went wrong."""
        self._stop.touch()
        for process in self._running.values():
            process.join(3 * SOON)
        assert not any(process.is_alive() for process in self._running.values())
        return self._faults.read_text()

    def _run(self, work):
        engine.cache_clear()
        try:
            for _turn in itertools.takewhile(lambda _: not self._stop.exists(), work()):
                pass
        except Exception as error:  # noqa: BLE001 - the parent is to see it, whatever it is
            self._fault(repr(error))
        finally:
            connections.close_all()

    def _fault(self, text):
        with self._faults.open("a") as file:
            file.write(f"{text}\n")

    def _save(self, name, ideas):
        """Save one after the other, as a request does, each when the last can be found."""
        for turn, idea in enumerate(itertools.cycle(ideas)):
            word = f"{name}{turn}p{os.getpid()}"
            with transaction.atomic():
                page = IdeaPage.objects.get(pk=idea.pk)
                page.title = f"Måling {word}"
                page.save_revision().publish()
            saved = time.monotonic()
            while not search(word, None).page.total:
                if time.monotonic() - saved > SOON:
                    self._fault(f"{word} was not found in {SOON} seconds")
                    break
                time.sleep(PAUSE)
                yield
            yield

    def _work(self):
        """Keep the index as the worker does, and build it anew much more often."""
        for turn in itertools.count(1):
            keep_index()
            if turn % 3 == 0:
                rebuild()
            time.sleep(PAUSE)
            yield

    def _read(self):
        while True:
            answer = search("måling", None, filters={"type": ["idea"]})
            if answer.failed or answer.page.total != len(self._ideas):
                self._fault(f"A reader was told of {answer.page.total}, failed: {answer.failed}")
            yield


@pytest.fixture
def ideas(search_index, monkeypatch):
    monkeypatch.setattr("search.drain.BATCH", 3)
    inger = make_member("Inger")
    made = [make_idea(inger, title=f"Måling {number}") for number in range(IDEAS)]
    rebuild()
    return made


def test_whoever_dies_leaves_an_index_that_is_soon_as_it_should_be(ideas, tmp_path):
    chance, site = random.Random(20), Site(tmp_path, ideas)
    for _time in range(KILLS):
        site.start()
        time.sleep(0.1 + 0.5 * chance.random())
        site.kill(chance.choice(["first", "second", "worker", "worker", "reader"]))
        time.sleep(0.1)  # the others go on
        assert site.stop() == ""
        began = time.monotonic()
        keep_index()
        assert time.monotonic() - began < SOON
        assert not SearchChange.objects.exists()
        assert engine().digests() == expected()
    call_command("search_verify")
    left = engine().digests()
    rebuild()
    assert engine().digests() == left
