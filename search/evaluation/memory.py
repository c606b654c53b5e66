"""How much memory this process needs of its own."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

PAUSE = 0.01  # seconds
STATUS = Path("/proc/self/status")
_OWN = re.compile(r"^RssAnon:\s+(\d+) kB$", re.MULTILINE)


class Memory:
    """Watches while it is entered; `most` is the highest number of megabytes since then, 0 where Linux does not tell.

    What is counted is what nobody else can have: not the files of an index, which the system lays into memory and takes
    out again as it likes.
    """

    def __init__(self) -> None:
        self.most = 0.0
        self._ended = Event()
        self._watcher = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self.look()
        self._watcher.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        self._watcher.join()

    def look(self) -> None:
        """Note what is needed now."""
        if STATUS.exists() and (own := _OWN.search(STATUS.read_text())):
            self.most = max(self.most, int(own[1]) / 1024)

    def _watch(self) -> None:
        while not self._ended.wait(PAUSE):
            self.look()
