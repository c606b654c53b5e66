"""What every engine can do: store and match terms, filter on keywords and count them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Any, ClassVar, Self

from core.search_registry import SearchDocument
from search.completion import complete
from search.query import Query, clean
from search.searching import ResultPage, Searching
from search.snapshot import Snapshot

NOTHING: Mapping[str, int] = MappingProxyType({})


class EngineError(Exception):
    """The engine cannot answer now."""


class EngineBusy(EngineError):
    """Another process is writing; what was to be written stays where it is and is tried again."""


class StaleIndex(EngineError):
    """There is no index here, or one made by another version of the schema or the analyser: it must be built anew."""


class Engine(ABC):
    """A place where documents are stored to be found, with the `name` that settings and commands give it.

    One that is `remote` is written to by the worker alone.
    """

    name: ClassVar[str]
    remote: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Self:
        """Return the engine of this site, as the setting `SEARCH` describes it."""

    @classmethod
    @abstractmethod
    def throwaway(cls) -> AbstractContextManager[Self]:
        """Return an empty index beside that of the site, gone when it is left."""

    @abstractmethod
    def apply(self, upserts: Sequence[tuple[SearchDocument, int]], deletes: Mapping[str, int] = NOTHING) -> None:
        """Store documents and remove uids, each with its version; what is on return can be found.

        An index that was begun gets them as well. A document older than the version already stored is passed over. When
        something is raised nothing is stored, or a part that does no harm when the same batch comes again. Raises
        EngineError, EngineBusy and StaleIndex.
        """

    @abstractmethod
    def reading(self) -> AbstractContextManager[Snapshot]:
        """Lend out the index as it is now, for one search. Raises EngineError and StaleIndex, within too."""

    def search(self, query: Query) -> ResultPage:
        """Return a page of what the reader may see. Raises EngineError and StaleIndex."""
        with self.reading() as snapshot:
            return Searching(snapshot, query).page()

    def suggest(self, prefix: str, limit: int = 8, hidden: Collection[str] = ()) -> list[str]:
        """Return texts that begin with `prefix`, its last word completed from documents that everybody may read.

        Those that have their uid in `hidden` are as if they were not there.
        """
        with self.reading() as snapshot:
            return complete(snapshot, clean(prefix), limit, hidden)

    def rests(self) -> bool:
        """Tell whether it would not even be asked, because it did not answer lately."""
        return False

    @abstractmethod
    def digests(self) -> dict[str, str]:
        """Return the digest of every stored document by uid, computed from what is stored."""

    @abstractmethod
    def begin(self) -> None:
        """Make an empty index of this version beside the one that is searched; what was begun before is thrown away."""

    @abstractmethod
    def is_begun(self) -> bool:
        """Tell whether an index was begun and is not finished: it is being filled, or whoever did so has died."""

    @abstractmethod
    def fill(self, upserts: Sequence[tuple[SearchDocument, int]]) -> None:
        """Store documents in the index that was begun, as `apply` does. Raises EngineBusy, StaleIndex if none was."""

    @abstractmethod
    def finish(self) -> None:
        """Have the index that was begun be the one that is searched, in one step. Raises StaleIndex if none was."""


def clear(engine: Engine) -> None:
    """Make an empty index of this version, whatever was there."""
    engine.begin()
    engine.finish()
