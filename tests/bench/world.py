"""What is measured: the demo world with a hundred ideas and a long thread, and the same with ten thousand ideas.

Kept apart from the state of the site, and filled up to what is missing when it is used again.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMENTS = 200


@dataclass(frozen=True)
class World:
    """A state of the site in a folder of its own."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        clean = {name: "" for name in ("DATABASE_URL", "SEARCH_URL", "PAGE_CACHE_URL") if name in os.environ}
        return {**clean, "VAR": str(self.folder), "DEBUG": "0"}

    def manage(self, *arguments: str, **more: str) -> str:
        environment = {**os.environ, **self.environment, "DJANGO_SETTINGS_MODULE": "settings.demo", **more}
        command = [sys.executable, *arguments]
        return subprocess.run(command, check=True, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout

    def fill(self, ideas: int) -> Mapping[str, str]:
        """Bring the world up to what is measured; return the addresses and the session in it, by name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.manage("manage.py", "migrate", "-v0")
        self.manage("manage.py", "collectstatic", "--noinput", "-v0")
        self.manage("manage.py", "load_demo")
        told = self.manage("-m", "tests.bench.filling", str(ideas), str(COMMENTS))
        return dict(line.split("=", 1) for line in told.splitlines())
