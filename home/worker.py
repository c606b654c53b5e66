"""What goes on beside the requests: outboxes, tasks, scheduled publishing, the seals of the audit log."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.core.management import call_command
from django.db import close_old_connections, connections, transaction
from django_tasks_db.management.commands.db_worker import Worker

from core import audit, health, mail, unsent
from people import sessions
from search import counting, drain

from .desk import links

logger = logging.getLogger(__name__)


def publish_scheduled() -> None:
    """Publish and unpublish what is due, in one transaction with the rows that tell of it."""
    with transaction.atomic():
        call_command("publish_scheduled", verbosity=0)


def run_tasks() -> None:
    """Run the tasks that wait; where tasks are run inline there are none."""
    Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="markedsplassen",
    ).run()


def keep_index() -> None:
    drain.keep()


Job = tuple[Callable[[], Any], float]  # with the seconds between two runs of it

# What is saved is to be found at once, however many tasks wait and whatever else takes long.
PROMPT: list[Job] = [(keep_index, 0.3)]
JOBS: list[Job] = [
    (mail.deliver, 1),
    (run_tasks, 5),
    (audit.seal_new_entries, 5),
    (health.beat, 10),
    (publish_scheduled, 60),
    (counting.store, 60),
    (links.check, 60 * 60),
    (unsent.forget_old, 60 * 60),
    (sessions.forget_ended, 60 * 60),
    (counting.forget_old, 60 * 60),
]


def run_due(jobs: Sequence[Job], due: dict[Callable[[], Any], float], now: float) -> None:
    """Run the jobs whose time has come; one that fails is tried again at its next turn and stops none of the others."""
    for job, interval in jobs:
        if now < due.get(job, 0):
            continue
        due[job] = now + interval
        try:
            job()
        except Exception:
            logger.exception("%s failed", job.__name__)


def keep_at(jobs: Sequence[Job], stop: threading.Event) -> None:
    """Do `jobs` again and again until `stop` is set, one after the other."""
    due: dict[Callable[[], Any], float] = {}
    while not stop.is_set():
        close_old_connections()
        run_due(jobs, due, time.monotonic())
        stop.wait(0.2)
    connections.close_all()


def run_forever() -> None:
    """Work until the process is asked to stop."""
    stop = threading.Event()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda *_: stop.set())
    prompt = threading.Thread(target=keep_at, args=[PROMPT, stop], name="prompt")
    prompt.start()
    keep_at(JOBS, stop)
    prompt.join()
