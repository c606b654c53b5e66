"""What the worker does beside the requests, and in which order."""

import signal
import threading
import time
from types import SimpleNamespace

from home import worker


def test_what_takes_long_keeps_nothing_prompt_waiting(monkeypatch):
    """Tasks and links may take minutes; what is saved meanwhile is found all the same."""
    kept, handlers = [], {}

    def take_long():
        began, before = time.monotonic(), len(kept)
        while len(kept) < before + 3 and time.monotonic() - began < 10:
            time.sleep(0.01)
        handlers[signal.SIGTERM]()

    monkeypatch.setattr(worker, "PROMPT", [(lambda: kept.append(1), 0)])
    monkeypatch.setattr(worker, "JOBS", [(take_long, 0)])
    monkeypatch.setattr(worker.signal, "signal", handlers.__setitem__)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "connections", SimpleNamespace(close_all=lambda: None))  # those of the test stay

    worker.run_forever()

    assert len(kept) >= 3
    assert "prompt" not in [thread.name for thread in threading.enumerate()]


def test_a_job_that_fails_stops_none_of_the_others(monkeypatch, caplog):
    done = []
    jobs = [(lambda: 1 / 0, 5), (lambda: done.append(1), 5)]
    due = {}
    worker.run_due(jobs, due, 100)
    worker.run_due(jobs, due, 104)
    assert done == [1]
    assert "failed" in caplog.text
