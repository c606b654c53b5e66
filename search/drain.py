"""From the outbox to the index: what changed is read anew and stored, or removed when nobody may find it any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from django.conf import settings
from django.utils.translation import override

from core import page_cache, search_registry
from core.locks import only_one
from core.models import SearchChange
from core.search_registry import Adapter, SearchDocument

from .engines import engine_class
from .engines.base import Engine, EngineBusy, StaleIndex

BATCH = 500
LOCK = "search"


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
            except (EngineBusy, StaleIndex):
                return handled  # the rows stay: the worker builds the index, or tries again
    return handled


def rebuild() -> int:
    """Build the whole index anew and return how many documents it holds; changes made meanwhile are drained after.

    What anybody found in a half-built index is not shown to others. Raises `EngineBusy` while another process writes.
    """
    with only_one(LOCK) as alone:
        if not alone:
            raise EngineBusy("Another process is writing to the index.")
        newest = SearchChange.objects.order_by("pk").last()
        version = newest.pk if newest else 0
        engine().clear()
        stored = 0
        for adapter in search_registry.adapters().values():
            for pks in _chunks(adapter.all_pks()):
                documents = _read(adapter, pks)
                engine().apply([(document, version) for document in documents.values()])
                stored += len(documents)
    drain()
    page_cache.forget()
    return stored


def is_stale() -> bool:
    """Tell whether there is no index of this version, so that it must be built."""
    try:
        engine().apply([])
    except StaleIndex:
        return True
    except EngineBusy:
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
        newest = {change.uid: change.pk for change in changes}
        documents = _documents(list(newest))
        engine().apply(
            [(document, newest[uid]) for uid, document in documents.items()],
            [uid for uid in newest if uid not in documents],
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
