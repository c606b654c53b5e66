"""Servers to be measured: gunicorn with two workers each, and the processor time that those have used."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.services import free_port

WORKERS = 2
STARTS_WITHIN = 120.0  # seconds
NANOSECONDS_A_MILLISECOND = 1e6


class Server:
    """One application under gunicorn, on a port of its own."""

    def __init__(self, application: str, environment: Mapping[str, str]) -> None:
        self.port = free_port()
        bind, workers = f"--bind=127.0.0.1:{self.port}", f"--workers={WORKERS}"
        command = [sys.executable, "-m", "gunicorn", application, bind, workers, "--timeout=120", "--log-level=warning"]
        # The host that whole pages are kept for is made from PORT.
        self.process = subprocess.Popen(command, env={**os.environ, **environment, "PORT": str(self.port)})

    def get(self, path: str, headers: Mapping[str, str]) -> bytes:
        """Return the body at `path`; raises `RuntimeError` for any answer but 200."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return body

    def wait_until_ready(self, path: str) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.get(path, {})
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError(f"The server of {path} did not start")

    def cpu(self) -> float:
        """Return the milliseconds of processor time, user and system, that the workers have used till now."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        times = (Path(f"/proc/{child}/schedstat").read_text().split()[0] for child in children)
        return sum(map(int, times)) / NANOSECONDS_A_MILLISECOND

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


@contextmanager
def serving(application: str, environment: Mapping[str, str], *, path: str = "/") -> Iterator[Server]:
    server = Server(application, environment)
    try:
        server.wait_until_ready(path)
        yield server
    finally:
        server.stop()
