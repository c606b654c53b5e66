"""The embedded engine: an index in a directory, without a server."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from core.search_registry import SearchDocument
from search.clauses import Everything, keyword
from search.engines.base import NOTHING, Engine, StaleIndex, clear
from search.engines.tantivy_directory import IndexDirectory
from search.engines.tantivy_generations import Generations
from search.engines.tantivy_schema import from_tantivy, to_tantivy
from search.engines.tantivy_snapshot import TantivySnapshot
from search.engines.tantivy_translation import translated


class TantivyEngine(Engine):
    """An index below `directory`; `clear` makes it, everything else raises StaleIndex until then."""

    name = "tantivy"

    def __init__(self, directory: Path | str) -> None:
        self._generations = Generations(Path(directory))

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Self:
        """See `Engine.from_settings`; `DIRECTORY` is a path."""
        return cls(settings["DIRECTORY"])

    @classmethod
    @contextmanager
    def throwaway(cls) -> Iterator[Self]:
        """See `Engine.throwaway`."""
        with TemporaryDirectory() as folder:
            engine = cls(Path(folder) / "index")
            clear(engine)
            yield engine

    def apply(self, upserts: Sequence[tuple[SearchDocument, int]], deletes: Mapping[str, int] = NOTHING) -> None:
        """See `Engine.apply`."""
        for index in (self._generations.live(), self._generations.begun()):
            if index:
                with index.sound():
                    _store(index, upserts, deletes)

    @contextmanager
    def reading(self) -> Iterator[TantivySnapshot]:
        """See `Engine.reading`."""
        index = self._generations.live()
        with index.sound():
            yield TantivySnapshot(index)

    def digests(self) -> dict[str, str]:
        """See `Engine.digests`."""
        index = self._generations.live()
        with index.sound():
            searcher = index.searcher()
            hits = searcher.search(translated(Everything()), max(1, searcher.num_docs), count=False).hits
            documents = (from_tantivy(searcher.doc(address)) for _score, address in hits)
            return {document.uid: document.digest() for document in documents}

    def begin(self) -> None:
        """See `Engine.begin`."""
        self._generations.begin()

    def is_begun(self) -> bool:
        """See `Engine.is_begun`."""
        return self._generations.begun() is not None

    def fill(self, upserts: Sequence[tuple[SearchDocument, int]]) -> None:
        """See `Engine.fill`."""
        index = self._generations.begun()
        if index is None:
            raise StaleIndex("There is no index to be filled.")
        _store(index, upserts)

    def finish(self) -> None:
        """See `Engine.finish`."""
        self._generations.finish()


def _store(index: IndexDirectory, upserts: Sequence[tuple[SearchDocument, int]], deletes: Collection[str] = ()) -> None:
    stored = _versions(index, [document.uid for document, _version in upserts])
    if not upserts and not deletes:
        return
    with index.writer() as writer:
        for uid in deletes:
            writer.delete_documents_by_term("uid", uid)
        for document, version in upserts:
            if version >= stored.get(document.uid, 0):
                writer.delete_documents_by_term("uid", document.uid)
                writer.add_document(to_tantivy(document, version))


def _versions(index: IndexDirectory, uids: list[str]) -> dict[str, int]:
    """Return the stored versions of those of `uids` that are stored."""
    searcher = index.searcher()
    if not uids or not searcher.num_docs:
        return {}
    hits = searcher.search(translated(keyword("uid", uids)), len(uids), count=False).hits
    addresses = [address for _score, address in hits]
    versions = searcher.fast_field_values("version", addresses)
    stored = (from_tantivy(searcher.doc(address)).uid for address in addresses)
    return dict(zip(stored, (int(version or 0) for version in versions), strict=True))
