"""The indexes of one site in one directory: the one that is searched, and one that is being filled beside it.

Each lies in a folder of its own. Two small files name them, and are replaced in one step: whoever searches finds the
one or the other, never something between. The folder that was searched before is kept until the next one is begun, so
that nobody's search loses its files.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from uuid import uuid4

from search.engines.base import StaleIndex
from search.engines.tantivy_directory import IndexDirectory

LIVE, BEGUN = "live", "begun"
OWN_NAME = re.compile("[0-9a-f]{12}")  # of a folder; what else lies there is somebody else's
OWN_FILE = re.compile(f"(?:{LIVE}|{BEGUN})\\.{OWN_NAME.pattern}")


class Generations:
    """Those in `path`; each is opened once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: dict[str, IndexDirectory] = {}

    def live(self) -> IndexDirectory:
        """Return the index that is searched. Raises StaleIndex."""
        if name := self._named(LIVE):
            return self._open(name)
        raise StaleIndex(f"There is no index in {self._path}.")

    def begun(self) -> IndexDirectory | None:
        """Return the index that is being filled, None when there is none."""
        name = self._named(BEGUN)
        return self._open(name) if name else None

    def begin(self) -> None:
        """Make an empty index to be filled; all of ours but the one that is searched are thrown away."""
        (self._path / BEGUN).unlink(missing_ok=True)
        self._throw_away_all_but(self._named(LIVE))
        name = uuid4().hex[:12]
        IndexDirectory(self._path / name).make()
        self._name(BEGUN, name)

    def finish(self) -> None:
        """Have the index that was filled be the one that is searched. Raises StaleIndex when none was begun."""
        try:
            os.replace(self._path / BEGUN, self._path / LIVE)
        except FileNotFoundError as error:
            raise StaleIndex(f"No index was begun in {self._path}.") from error

    def _open(self, name: str) -> IndexDirectory:
        if name not in self._opened:
            self._opened = {known: self._opened[known] for known in self._opened if self._named(LIVE) == known}
            self._opened[name] = IndexDirectory(self._path / name)
        return self._opened[name]

    def _named(self, which: str) -> str:
        try:
            name = (self._path / which).read_text()
        except (OSError, ValueError):
            return ""
        return name if OWN_NAME.fullmatch(name) else ""

    def _name(self, which: str, name: str) -> None:
        written = self._path / f"{which}.{name}"
        written.write_text(name)
        os.replace(written, self._path / which)

    def _throw_away_all_but(self, name: str) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        for entry in self._path.iterdir():
            if entry.is_dir() and OWN_NAME.fullmatch(entry.name) and entry.name != name:
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.is_file() and OWN_FILE.fullmatch(entry.name):
                entry.unlink(missing_ok=True)
