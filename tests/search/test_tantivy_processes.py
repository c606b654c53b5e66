from __future__ import annotations

import multiprocessing
import os
import signal
import time

import django
import pytest

from search.engines.base import EngineBusy, clear
from search.engines.tantivy_engine import TantivyEngine
from search.engines.tantivy_generations import Generations

from .documents import ask, document, store

BATCH = 5
processes = multiprocessing.get_context("spawn")
pytestmark = pytest.mark.slow


def write_batches(directory, batches):
    django.setup()
    engine = TantivyEngine(directory)
    for batch in range(batches):
        store(engine, *(document(batch * BATCH + n, "sår", "måling " * 50) for n in range(BATCH)))


@pytest.fixture
def directory(tmp_path):
    clear(TantivyEngine(tmp_path / "index"))
    return tmp_path / "index"


def started(*args):
    process = processes.Process(target=write_batches, args=args)
    process.start()
    return process


def test_a_reader_sees_whole_batches_while_another_process_writes(directory):
    writer = started(directory, 8)
    reader, seen = TantivyEngine(directory), [0]
    while writer.is_alive():
        page = ask(reader, "sår", limit=100)
        assert page.total == len(page.hits) == sum(dict(page.facets["type"]).values())
        seen.append(page.total)
    seen.append(ask(reader, "sår").total)
    assert writer.exitcode == 0
    assert seen == sorted(seen)
    assert not [total for total in seen if total % BATCH]
    assert seen[-1] == 8 * BATCH


def test_a_second_writer_is_told_that_the_engine_is_busy(directory):
    with Generations(directory).live().writer(), pytest.raises(EngineBusy):
        store(TantivyEngine(directory), document(1, "sår"))
    store(TantivyEngine(directory), document(1, "sår"))
    assert ask(TantivyEngine(directory), "sår").total == 1


def test_a_writer_that_is_killed_leaves_the_last_whole_batch(directory):
    writer, reader = started(directory, 10_000), TantivyEngine(directory)
    deadline = time.monotonic() + 30
    while ask(reader, "sår").total < 2 * BATCH and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    total = ask(TantivyEngine(directory), "sår").total
    assert total >= 2 * BATCH
    assert total % BATCH == 0
    store(TantivyEngine(directory), document(999_999, "journal"))
    assert ask(reader, "journal").total == 1
    assert ask(reader, "sår").total == total
