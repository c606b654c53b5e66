"""The servers that some tests need, started for them and stopped afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

SYSTEM_USER = "postgres"
REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"


def missing(what: str) -> NoReturn:
    """Skip the test that needs `what`, or fail it where everything is required."""
    reason = f"there is no {what} on this machine"
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def postgres_bin() -> Path | None:
    """Return the folder with the newest PostgreSQL's programs, None where there is none."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if installed:
        return installed[-1]
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def postgres(programs: Path) -> Iterator[str]:
    """Start a PostgreSQL of our own in a temporary folder and yield its DATABASE_URL.

    The server refuses to run as root, so root starts it as the system user that the package made.
    """
    folder = Path(tempfile.mkdtemp(prefix="markedsplassen-postgres-"))
    port = free_port()
    as_user: dict[str, str] = {}
    if os.geteuid() == 0:
        shutil.chown(folder, SYSTEM_USER)
        as_user = {"user": SYSTEM_USER}
    data = folder / "data"
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": folder,
        "fsync": "off",
        "max_connections": 200,
    }
    options = " ".join([f"-p {port}", *(f"-c {name}={value}" for name, value in settings.items())])

    def run(program: str, *arguments: str) -> None:
        command = [programs / program, *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_user)

    run("initdb", "-D", str(data), "-U", "markedsplassen", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgres://markedsplassen@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")
