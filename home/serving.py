"""`make demo`: the site under gunicorn with a worker beside it, until it is stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from types import FrameType

STARTS_WITHIN = 60.0  # seconds
STOPS_WITHIN = 15.0  # seconds


def is_free(port: int) -> bool:
    """Tell whether nobody listens at `port` of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


class Servers:
    """The processes of one site; when one of them ends, or we are asked to stop, all are stopped."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/"
        self.stopping = False
        # The addresses in mails are made from it.
        self.environment = {**os.environ, "PORT": str(port)}
        # Any length of line: a pasted text in the search field is ours to answer.
        gunicorn = ["-m", "gunicorn", "settings.wsgi", f"--bind=127.0.0.1:{port}", "--limit-request-line=0"]
        gunicorn += ["--workers=2", "--timeout=60"]
        self.processes = [self._start([*gunicorn, "--log-level=warning"]), self._start(["manage.py", "run_worker"])]
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, self._stop)

    def _start(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        # A group of its own, so that Ctrl-C reaches only us and we stop them in order.
        return subprocess.Popen([sys.executable, *arguments], env=self.environment, start_new_session=True)  # noqa: S603 - our own words

    def wait_until_ready(self) -> bool:
        """Return True when the first page has been answered."""
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self._alive():
            try:
                with urllib.request.urlopen(self.address, timeout=30) as answer:  # noqa: S310 - our own address
                    return answer.status == 200
            except OSError:  # nobody listens yet, or the machine is busy
                time.sleep(0.2)
        return False

    def wait(self) -> int:
        """Return when the site has stopped: 0 if it was asked to, 1 if a process of it died."""
        while self._alive():
            time.sleep(0.3)
        died = not self.stopping
        self.stop()
        return int(died)

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()

    def _alive(self) -> bool:
        return not self.stopping and all(process.poll() is None for process in self.processes)

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True
