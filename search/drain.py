"""From the outbox to the index: what changed is read anew and stored, or removed when nobody may find it any more."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from core import page_cache, search_registry
from core.locks import only_one
from core.models import SearchChange
from core.search_registry import Adapter, SearchDocument

from .engines import engine_class
from .engines.base import Engine, EngineBusy, EngineError, StaleIndex

BATCH = 500
LOCK, REBUILD = "search", "search-rebuild"
LONGEST_WAIT, PAUSE = 60.0, 0.02  # seconds


@cache
def engine() -> Engine:
    """Return the engine that the settings name."""
    return engine_class(settings.SEARCH["ENGINE"]).from_settings(settings.SEARCH)


def drain() -> int:
    """Bring the index up to date and return how many changes were handled; 0 when another process is doing it.

    Whoever holds the lock goes on until nothing is left, and looks once more after letting go: a change that was
    written by somebody who met the lock is never left lying.
    """
    handled = 0
    while SearchChange.objects.exists():
        with only_one(LOCK) as alone:
            if not alone:
                return handled
            try:
                handled += sum(_batches())
            except EngineError:
                return handled  # the rows stay: the worker builds the index, or tries again
    return handled


def drain_soon() -> None:
    """Bring the index up to date within a request, unless the engine lies across a network: no saving waits for it."""
    if not engine().remote:
        drain()


def rebuild() -> int:
    """Build the index anew beside the one that is searched, and return how many documents were read for it.

    Searches and changes go on meanwhile: a change is stored in both, and each batch is read and stored while nobody
    drains, so that nothing older comes after something newer. Raises `EngineBusy` while another process rebuilds.
    """
    with only_one(REBUILD) as alone:
        if not alone:
            raise EngineBusy("Another process is building the index.")
        with _nobody_else():
            engine().begin()
        read = 0
        for adapter in search_registry.adapters().values():
            for pks in _chunks(adapter.all_pks()):
                with _nobody_else():
                    version = _next_version()
                    documents = _read(adapter, pks)
                    engine().fill([(document, version) for document in documents.values()])
                read += len(documents)
                drain()
        with _nobody_else():
            engine().finish()
    drain()
    page_cache.forget()
    return read


@contextmanager
def _nobody_else() -> Iterator[None]:
    """Wait until nobody writes to the index, and keep others from it. Raises `EngineBusy` after a long wait."""
    until = time.monotonic() + LONGEST_WAIT
    while True:
        with only_one(LOCK) as alone:
            if alone:
                yield
                return
        if time.monotonic() > until:
            raise EngineBusy("Another process is writing to the index.")
        time.sleep(PAUSE)


def _next_version() -> int:
    """Return a number above all that changes have: what is read after it was given is newer than what they stored.

    Their own would not do: of two transactions the one that took its number first may end last.
    """
    with transaction.atomic():
        change = SearchChange.objects.create(uid="")
        number = change.pk
        change.delete()
    return number


def was_left() -> bool:
    """Tell whether whoever built an index died before it was finished, so that it must be built again."""
    try:
        if not engine().is_begun():
            return False
    except EngineError:
        return False
    with only_one(REBUILD) as alone:
        return alone


def is_stale() -> bool:
    """Tell whether there is no index of this version, so that it must be built."""
    try:
        engine().apply([])
    except StaleIndex:
        return True
    except EngineError:
        return False
    return False


def expected() -> dict[str, str]:
    """Return the digest of every document that should be in the index, by uid."""
    digests = {}
    for adapter in search_registry.adapters().values():
        for pks in _chunks(adapter.all_pks()):
            digests.update({one.uid: one.digest() for one in _read(adapter, pks).values()})
    return digests


def _batches() -> Iterator[int]:
    while changes := list(SearchChange.objects.order_by("pk")[:BATCH]):
        version, uids = _next_version(), list(dict.fromkeys(change.uid for change in changes))
        documents = _documents(uids)
        engine().apply(
            [(document, version) for document in documents.values()],
            {uid: version for uid in uids if uid not in documents},
        )
        SearchChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
        yield len(changes)


def _documents(uids: list[str]) -> dict[str, SearchDocument]:
    by_adapter: dict[str, list[int]] = defaultdict(list)
    for uid in uids:
        name, _, pk = uid.partition(":")
        by_adapter[name].append(int(pk))
    adapters = search_registry.adapters()
    found = (_read(adapters[name], pks) for name, pks in by_adapter.items() if name in adapters)
    return {document.uid: document for documents in found for document in documents.values()}


def _read(adapter: Adapter, pks: Iterable[int]) -> dict[int, SearchDocument]:
    """Return documents with addresses that name no reader's language, whoever it was that made the change."""
    with override(settings.LANGUAGE_CODE):
        return adapter.documents(pks)


def _chunks(pks: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(pks)
    while chunk := list(islice(rest, BATCH)):
        yield chunk
