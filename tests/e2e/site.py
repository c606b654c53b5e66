"""The site as `make demo` serves it, in a folder of its own: nothing of the developer's var/ is touched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.services import free_port

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "tests" / "home" / "library" / "reports"
STARTS_WITHIN, STOPS_WITHIN = 240, 40  # seconds; a first start migrates, loads and indexes the demo world
COMPLAINTS = re.compile(r"^(?:Internal Server Error: .*|\w+ failed)$", re.MULTILINE)  # of Django, and of the worker
DEVELOPERS_OWN = ("DATABASE_URL", "SEARCH_URL", "DEBUG", "ALLOWED_HOSTS")


@dataclass(frozen=True)
class Site:
    """A running site: its address without a slash at the end, and the folder that holds its state."""

    address: str
    var: Path

    def mails_to(self, email: str) -> list[EmailMessage]:
        files = sorted((self.var / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
        mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
        return [mail for mail in mails if email in mail["To"]]

    def mail_to(self, email: str, *, about: str, within: float = 10) -> EmailMessage:
        """Wait at most `within` seconds for a mail with `about` in its subject."""
        until = time.monotonic() + within
        while True:
            mails = self.mails_to(email)
            if found := [mail for mail in mails if about in mail["Subject"]]:
                return found[-1]
            assert time.monotonic() < until, f"No mail about {about!r}, only {[mail['Subject'] for mail in mails]}"
            time.sleep(0.2)


@contextmanager
def demo_site(var: Path) -> Iterator[Site]:
    """Serve the demo world from `var`; stop it with SIGTERM, and see that it ended well and had no complaints."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in DEVELOPERS_OWN}
    environment |= {"DJANGO_SETTINGS_MODULE": "settings.demo", "VAR": str(var), "PORT": str(port)}
    command = [sys.executable, "manage.py", "serve_demo", f"--port={port}", f"--library={REPORTS}"]
    log = var / "serve_demo.log"
    with log.open("wb") as output:
        streams = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": subprocess.STDOUT}
        server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **streams)
        try:
            _wait_until_ready(server, log)
            yield Site(f"http://127.0.0.1:{port}", var)
        finally:
            server.terminate()
            code = _end_of(server)
    said = log.read_text()
    assert code == 0, f"The site ended with {code}:\n{said}"
    assert not COMPLAINTS.findall(said), said


def _wait_until_ready(server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while "\nReady: http://" not in f"\n{log.read_text()}":
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"The site did not start:\n{log.read_text()}")
        time.sleep(0.2)


def _end_of(server: subprocess.Popen[bytes]) -> int:
    try:
        return server.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
        return server.wait()
