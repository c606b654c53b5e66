"""A real Elasticsearch node, fetched once and started for tests; `make elasticsearch` runs one until it is stopped.

Its makers publish the server with fewer modules, for tests of plug-ins: what works on it works on any cluster.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

VERSION = "8.19.7"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
FOLDER = Path(__file__).resolve().parent.parent / ".services"
SYSTEM_USER, SYSTEM_GROUP = "nobody", "nogroup"  # the server refuses to run as root
HEAP = "512m"
PORT = 9200
STOPPING = 30  # seconds
TRIES = 3  # of fetching: networks falter
MEMORY = Path("/dev/shm")  # noqa: S108 - indexes are made four times as fast there, in a folder with a random name
ROOMY = 2_000_000_000  # bytes free


def distribution() -> Path | None:
    """Return the packed server, fetched by maven if it is not here; None without Java, or when it cannot be."""
    packed = FOLDER / f"elasticsearch-{VERSION}.zip"
    if java() is None:
        return None
    maven = shutil.which("mvn")
    for _time in range(TRIES if maven else 0):
        if not packed.exists():
            goal = ["dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={FOLDER}"]
            subprocess.run([str(maven), "-B", "-q", *goal], check=False, stdout=sys.stderr)
    return packed if packed.exists() else None


def java() -> Path | None:
    """Return the home of the Java that runs the server."""
    found = [Path(os.environ["ES_JAVA_HOME"])] if "ES_JAVA_HOME" in os.environ else []
    found += sorted(Path("/usr/lib/jvm").glob("java-17-openjdk-*"))
    return next((home for home in found if (home / "bin" / "java").exists()), None)


@contextmanager
def running(packed: Path, port: int, transport_port: int) -> Iterator[str]:
    """Start a node without any index, and yield its address; raises RuntimeError with its log if it dies."""
    with _folder() as folder, _folder(_memory()) as data:
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(folder)
        home = next(folder.glob("elasticsearch-*"))
        _configure(home, folder, data, port, transport_port)
        pid = _start(home, folder)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            _stop(pid)


@contextmanager
def _folder(below: Path | None = None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="markedsplassen-elasticsearch-", dir=below))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOMY else None


def _configure(home: Path, folder: Path, data: Path, port: int, transport_port: int) -> None:
    settings = {
        "cluster.name": "markedsplassen-test",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        "discovery.type": "single-node",
        "http.port": port,
        "network.host": "127.0.0.1",
        "path.data": data,
        "path.logs": folder / "logs",
        "transport.port": transport_port,
        "xpack.security.enabled": "false",
    }
    text = "".join(f"{name}: {value}\n" for name, value in settings.items())
    (home / "config" / "elasticsearch.yml").write_text(text)
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    (folder / "tmp").mkdir()
    if os.geteuid() == 0:
        for path in (data, folder, *folder.rglob("*")):
            shutil.chown(path, SYSTEM_USER, SYSTEM_GROUP)


def _start(home: Path, folder: Path) -> int:
    """Start the server, wait until it answers, and return its process id."""
    as_user = {"user": SYSTEM_USER, "group": SYSTEM_GROUP, "extra_groups": []} if os.geteuid() == 0 else {}
    environment = {
        "ES_JAVA_HOME": str(java()),
        "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
        "ES_TMPDIR": str(folder / "tmp"),
        "PATH": os.environ["PATH"],
    }
    command = [home / "bin" / "elasticsearch", "-d", "-p", folder / "pid"]
    started = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **as_user
    )
    if started.returncode:
        raise RuntimeError(f"Elasticsearch did not start:\n{started.stdout[-4000:]}")
    return int((folder / "pid").read_text())


def _stop(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + STOPPING
        while time.monotonic() < until:
            os.kill(pid, 0)
            time.sleep(0.1)
        os.kill(pid, signal.SIGKILL)


def main() -> int:
    packed = distribution()
    if packed is None:
        print("Elasticsearch needs maven and Java 17: apt-get install maven openjdk-17-jre-headless")  # noqa: T201 - a command
        return 1
    port = int(os.environ.get("PORT") or PORT)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with suppress(KeyboardInterrupt), running(packed, port, port + 100) as url:
        print(f"Ready: SEARCH_URL={url}", flush=True)  # noqa: T201 - a command
        signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main())
