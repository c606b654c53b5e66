"""A breaker between us and a server: after some failures in a row it is left alone for a while."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from search.engines.base import EngineError

logger = logging.getLogger(__name__)

MOST_FAILURES = 3  # in a row
REST = 30.0  # seconds


class Unanswered(EngineError):
    """A server that somebody asked did not answer, or not with what was asked for."""


class Breaker:
    """Counts how often asking ends in `Unanswered`; `name` is what the log calls what is asked."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask within; raises EngineError at once while the server is left alone.

        When the rest is over one asks, and the others go on waiting until it is answered.
        """
        self._enter()
        try:
            yield
        except Unanswered as error:
            self._failed(error)
            raise
        self._answered()

    def rests(self) -> bool:
        """Tell whether the server is left alone at this moment."""
        return self._failures >= MOST_FAILURES and self._clock() < self._rests_until

    def _enter(self) -> None:
        with self._lock:
            if self._failures < MOST_FAILURES:
                return
            if self.rests():
                raise EngineError(f"{self._name} did not answer lately and is left alone.")
            self._rests_until = self._clock() + REST

    def _failed(self, error: Unanswered) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= MOST_FAILURES:
                self._rests_until = self._clock() + REST
        if self._failures == MOST_FAILURES:
            logger.warning("%s does not answer, and is asked again in %d s: %s", self._name, REST, error)

    def _answered(self) -> None:
        with self._lock:
            rested, self._failures = self._failures >= MOST_FAILURES, 0
        if rested:
            logger.warning("%s answers again.", self._name)
