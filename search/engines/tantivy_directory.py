"""The directory an embedded index lies in: made, opened, written to by one at a time, read by any number.

The writer is taken for one batch and let go; whoever writes from several processes holds a lock of his own around it,
or meets EngineBusy. Readers need no lock and see every finished batch at once. A process that dies while it writes
leaves the last finished batch. The lock file in the directory is tantivy's and is never deleted by itself.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.engines.base import EngineBusy, StaleIndex
from search.engines.tantivy_schema import VERSION, schema

WRITER_MEMORY = 50_000_000  # bytes
VERSION_FILE = "markedsplassen-version"
DAMAGE = (ValueError, zlib.error)
LATELY = 600.0  # seconds


class IndexDirectory:
    """An index of this version in `path`, opened when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tantivy.Index | None = None

    def searcher(self) -> tantivy.Searcher:
        """Return the index as it is now; asking for news costs next to nothing when there are none.

        Raises StaleIndex.
        """
        try:
            index = self._index()
            index.reload()
            return index.searcher()
        except ValueError as error:
            raise StaleIndex(f"The index in {self._path} cannot be read: {error}") from error

    @contextmanager
    def sound(self) -> Iterator[None]:
        """Within, what is said of damaged files is StaleIndex, and has the index built anew.

        Not when it was built lately, which was of no use. At some damage tantivy panics, and a panic is none of the
        exceptions that anybody else would catch.
        """
        try:
            yield
        except BaseException as error:
            if not isinstance(error, DAMAGE) and type(error).__name__ != "PanicException":
                raise
            if self._age() > LATELY:
                (self._path / VERSION_FILE).unlink(missing_ok=True)
            raise StaleIndex(f"The index in {self._path} is damaged: {error}") from None

    @contextmanager
    def writer(self) -> Iterator[tantivy.IndexWriter]:
        """Lend out the writer for one batch, kept at the end; nothing of it is kept when something is raised.

        Raises EngineBusy and StaleIndex.
        """
        try:
            # Opened anew, so that it knows the files of others, of those who died while they wrote as well.
            writer = self._open().writer(WRITER_MEMORY, 1)
        except ValueError as error:
            raise (EngineBusy if "LockBusy" in str(error) else StaleIndex)(str(error)) from error
        try:
            writer.garbage_collect_files()
            yield writer
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    def make(self) -> None:
        """Make an empty index of this version in a folder that is not there yet."""
        self._path.mkdir(parents=True)
        tantivy.Index(schema(), str(self._path))
        (self._path / VERSION_FILE).write_text(VERSION)

    def size(self) -> int:
        """Return the bytes of its files."""
        return sum(file.stat().st_size for file in self._path.iterdir())

    def _age(self) -> float:
        try:
            return time.time() - (self._path / VERSION_FILE).stat().st_mtime
        except OSError:
            return 0.0

    def _index(self) -> tantivy.Index:
        if self._opened is None or not self._is_current():
            self._opened = self._open()
            self._opened.config_reader("manual")
        return self._opened

    def _open(self) -> tantivy.Index:
        if not self._is_current():
            raise StaleIndex(f"{self._path} holds no index of version {VERSION}.")
        return tantivy.Index.open(str(self._path))

    def _is_current(self) -> bool:
        try:
            return (self._path / VERSION_FILE).read_text() == VERSION
        except OSError:
            return False
