"""What can be found: the seam between the rooms that have content and the room that searches.

A room registers one adapter for each kind of thing; `search/` reads the adapters and nothing else, so a new kind of
searchable thing never changes a line there.
"""

from __future__ import annotations

import hashlib
import json
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import Error, models
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

logger = logging.getLogger(__name__)

BATCH = 2000  # primary keys fetched at once

Facets = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One findable thing, as plain text.

    `uid` is `<adapter's name>:<primary key>`; `url` is a path; `facets` maps `tema`, `org` and `aar` to their values
    (`type` and `sprak` follow from `kind` and `language`), and `replaced_in` to the languages of the interface in which
    another document is the same thing. `place` says who or what it belongs to: it is shown with a hit and not searched,
    and stands for a `title` that is ""; `place_language` if that is in another language. `context` holds words by which
    it may be sought although they are not its own; they weigh little. What nobody can answer any more when its
    `deadline` has passed stands further behind from then on.
    """

    uid: str
    kind: str
    language: str
    title: str
    body: str
    url: str
    access_key: str
    place: str = ""
    place_language: str = ""
    context: str = ""
    published: datetime | None = None
    deadline: datetime | None = None
    facets: Facets = field(default_factory=dict)

    def all_facets(self) -> dict[str, tuple[str, ...]]:
        """Return every facet of the document, those of kind and language included."""
        return {"type": (self.kind,), "sprak": (self.language,), **self.facets}

    def digest(self) -> str:
        """Return a fingerprint of everything a reader or a filter can meet, for `search_verify`."""
        parts = [self.kind, self.language, self.title, self.body, self.url, self.access_key, self.place, self.context]
        parts += [
            self.place_language,
            str(self.published),
            str(self.deadline),
            json.dumps({k: sorted(v) for k, v in self.facets.items()}, sort_keys=True),
        ]
        return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()


def facets(*, themes: Iterable[Any] = (), organisation: Any = None, published: datetime | None = None) -> Facets:
    """Return the facets of what stands under `themes`, is of `organisation` and was `published` then, if it was.

    The year is that of the date readers see, in the time of the site.
    """
    slugs = tuple(theme.slug for theme in themes)
    year = published and (str(localdate(published).year),)
    found = {"tema": slugs, "org": organisation and (organisation.slug,), "aar": year}
    return {name: values for name, values in found.items() if values}


def name_of(model: type[models.Model]) -> str:
    """Return how uids name the things of a model: every type of page is a `page`."""
    return "page" if hasattr(model, "url_path") else str(model._meta.model_name)


class Adapter(ABC):
    """How the things of one `model` become documents; one instance is registered for it.

    `kinds` are the words by which readers know the kinds of its documents. What is `as_saved` has no drafts: every save
    of it is noted as a change of its document; of other things whoever changes them notes it (`journal`). What is not
    `is_proposed` is found by those who seek it, and never stands below a page as what is like it.
    """

    model: type[models.Model]
    kinds: Mapping[str, Any]
    as_saved = False
    is_proposed = True

    @property
    def name(self) -> str:
        """The name in the uids of its documents, the same that whoever notes a change gives."""
        return name_of(self.model)

    def findable(self) -> models.QuerySet[Any]:
        """Return what may be found by somebody, with what its documents need: as a rule, what everybody may read."""
        return self.visible_to(None)

    def visible_to(self, user: Any) -> models.QuerySet[Any]:
        """Return what `user` may read at this moment, which the manager of `model` knows."""
        manager: Any = self.model._default_manager
        return manager.visible_to(user)

    @abstractmethod
    def document(self, one: Any) -> SearchDocument:
        """Return the document of one findable thing."""

    def read(self, pks: Iterable[Any]) -> Iterable[Any]:
        """Return those of `pks` that may be found by somebody, with what their documents need."""
        return self.findable().filter(pk__in=pks)

    def documents(self, pks: Iterable[Any]) -> dict[Any, SearchDocument | None]:
        """Return the documents of those of `pks` that may be found by somebody; what is left out must not be found.

        What no document can be made of has None: it is named in the log, and keeps no other out. Not so when the
        database does not answer, which is raised: of what is read then nothing is known.
        """
        return {one.pk: self._document_or_none(one) for one in self.read(pks)}

    def _document_or_none(self, one: Any) -> SearchDocument | None:
        try:
            document = self.document(one)
            document.digest()  # what has none is not plain text, and no index could store it
            if document.uid != f"{self.name}:{one.pk}":
                raise ValueError(f"The document has the uid {document.uid}.")
        except Error:
            raise
        except Exception:
            logger.exception("%s:%s cannot be read, and is not found until it is changed", self.name, one.pk)
            return None
        return document

    def all_pks(self) -> Iterator[Any]:
        """Yield the primary keys of everything that might be found, for a rebuild.

        By a query for each batch: while one that goes on over all of them is open, SQLite lets nobody write who began
        to read before another wrote.
        """
        rest = self.findable()
        while pks := list(rest.order_by("pk").values_list("pk", flat=True)[:BATCH]):
            yield from pks
            rest = self.findable().filter(pk__gt=pks[-1])

    def visible(self, pks: Iterable[Any], user: Any) -> set[Any]:
        """Return those of `pks` that `user` may read at this moment."""
        return set(self.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))


_adapters: dict[str, Adapter] = {}
_dependants: list[Callable[[str], Iterable[str]]] = []


def register(adapter: Adapter) -> Adapter:
    """Make one kind of thing findable. Raises ImproperlyConfigured when nobody would ever learn of its changes."""
    name = name_of(adapter.model)
    if adapter.name != name:
        raise ImproperlyConfigured(f"The search adapter of {adapter.model._meta.label} must be called {name!r}.")
    if name in _adapters:
        raise ImproperlyConfigured(f"There are two search adapters of what is called {name!r}.")
    _adapters[name] = adapter
    return adapter


def register_dependants(find: Callable[[str], Iterable[str]]) -> None:
    """Register a function from one uid to those whose documents must change with it (a page's comments)."""
    _dependants.append(find)


def adapters() -> Mapping[str, Adapter]:
    """Return the registered adapters by name."""
    return _adapters


def kinds() -> dict[str, Any]:
    """Return every kind of thing that can be found, as words for readers; the keys are those of `/api/search/`."""
    return {kind: word for adapter in _adapters.values() for kind, word in adapter.kinds.items()}


def proposed_kinds() -> tuple[str, ...]:
    """Return the kinds of what may stand below a page as what is like it."""
    return tuple(kind for adapter in _adapters.values() if adapter.is_proposed for kind in adapter.kinds)


def with_dependants(uid: str) -> list[str]:
    """Return `uid` followed by every uid that depends on it."""
    return [uid, *(dependant for find in _dependants for dependant in find(uid))]


_drain: list[Callable[[], None]] = []
_found: list[Callable[..., Any]] = []
_alike: list[Callable[..., Any]] = []
_state: list[Callable[[], str]] = []


def fill_in(
    *, drain: Callable[[], None], find: Callable[..., Any], alike: Callable[..., Any], state: Callable[[], str]
) -> None:
    """Called once by the room that searches, so that the rooms below it can use it without knowing it."""
    _drain[:] = [drain]
    _found[:] = [find]
    _alike[:] = [alike]
    _state[:] = [state]


def state() -> str:
    """Return `ok`, or the word of docs/operations.md for how searches are answered otherwise."""
    return _state[0]() if _state else "away"


def drain_soon() -> None:
    """Bring the index up to date now if nobody else is doing so; what is left over, the worker takes."""
    for drain in _drain:
        drain()


def find(query: str, reader: Any, **options: Any) -> Any:
    """Search on behalf of `reader` («similar»); returns nothing where search is not installed."""
    return _found[0](query, reader, **options) if _found else []


def related(uid: str, reader: Any) -> Any:
    """Return what is most like the thing with `uid`, if it is near and `reader` may see both; asked for when shown."""
    return SimpleLazyObject(lambda: _alike[0](uid, reader) if _alike else [])
