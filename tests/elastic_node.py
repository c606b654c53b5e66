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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

VERSION = "8.19.7"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
FOLDER = Path(__file__).resolve().parent.parent / ".services"
SYSTEM_USER, SYSTEM_GROUP = "nobody", "nogroup"  # the server refuses to run as root
JAVA_OPTIONS = "-Xms512m -Xmx512m"
PORT = 9200
STOPPING = 10  # seconds
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
    with nodes(packed, [(port, transport_port)]) as [node]:
        yield node.url


@contextmanager
def nodes(packed: Path, ports: Sequence[tuple[int, int]], options: str = JAVA_OPTIONS) -> Iterator[list[Node]]:
    """Start nodes that are one cluster, each with the ports it is asked at and talks to the others at."""
    with _folder() as folder, _folder(_memory()) as data:
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(folder)
        home = next(folder.glob("elasticsearch-*"))
        for program in (home / "bin").iterdir():
            program.chmod(0o755)
        made = [_node(home, data, number, ports, options) for number in range(len(ports))]
        if os.geteuid() == 0:
            for path in (data, folder, *folder.rglob("*"), *data.rglob("*")):
                shutil.chown(path, SYSTEM_USER, SYSTEM_GROUP)
        try:
            start(made)
            yield made
        finally:
            for node in made:
                node.kill()


@dataclass(frozen=True)
class Node:
    """One server, with all that is its own in `folder`."""

    home: Path
    folder: Path
    options: str
    port: int

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def launch(self) -> subprocess.Popen[str]:
        """Begin to start it; what is returned ends when it has joined its cluster, or could not."""
        (self.folder / "pid").unlink(missing_ok=True)
        as_user = {"user": SYSTEM_USER, "group": SYSTEM_GROUP, "extra_groups": []} if os.geteuid() == 0 else {}
        environment = {
            "ES_JAVA_HOME": str(java()),
            "ES_JAVA_OPTS": self.options,
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "PATH": os.environ["PATH"],
        }
        command = [self.home / "bin" / "elasticsearch", "-d", "-p", self.folder / "pid"]
        output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        return subprocess.Popen(command, cwd=self.folder, env=environment, **output, **as_user)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        with suppress(ProcessLookupError, FileNotFoundError):
            os.kill(int((self.folder / "pid").read_text()), number)

    def kill(self) -> None:
        """Have it end at once, and wait until it has: nobody needs its data any more."""
        self.send(signal.SIGKILL)
        with suppress(ProcessLookupError, FileNotFoundError):
            pid, until = int((self.folder / "pid").read_text()), time.monotonic() + STOPPING
            while time.monotonic() < until:
                os.kill(pid, 0)
                time.sleep(0.05)


def start(stopped: Sequence[Node]) -> None:
    """Start nodes and wait until they answer."""
    launched = [(node, node.launch()) for node in stopped]
    for node, process in launched:
        said, _nothing = process.communicate()
        if process.returncode:
            raise RuntimeError(f"Elasticsearch did not start ({node.name}):\n{said[-4000:]}")


@contextmanager
def _folder(below: Path | None = None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="markedsplassen-elasticsearch-", dir=below))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOMY else None


def _node(home: Path, data: Path, number: int, ports: Sequence[tuple[int, int]], options: str) -> Node:
    names = [f"node-{one}" for one in range(len(ports))]
    folder = data / names[number]
    shutil.copytree(home / "config", folder / "config")
    (folder / "tmp").mkdir()
    port, transport_port = ports[number]
    others = [f"127.0.0.1:{transport}" for _port, transport in ports]
    together = {"cluster.initial_master_nodes": names, "discovery.seed_hosts": others}
    settings = {
        "cluster.name": "markedsplassen-test",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
        "http.port": port,
        "network.host": "127.0.0.1",
        "node.name": names[number],
        "path.data": folder / "data",
        "path.logs": folder / "logs",
        "transport.port": transport_port,
        "xpack.security.enabled": "false",
        **(together if len(ports) > 1 else {"discovery.type": "single-node"}),
    }
    text = "".join(f"{name}: {value}\n" for name, value in settings.items())
    (folder / "config" / "elasticsearch.yml").write_text(text)
    return Node(home, folder, options, port)


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
