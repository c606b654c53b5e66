"""From the outbox to the index: what changed is read anew and stored, or removed when nobody may find it any more.

A row stays until every engine in service has it, and says which one lacks it when only one does: so none of them waits
for the other, and what one could not store is kept for it alone.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from core import page_cache, search_registry
from core.locks import only_one
from core.models import SearchChange
from core.search_registry import Adapter, SearchDocument

from .engines.base import Engine, EngineBusy, EngineError, StaleIndex
from .service import engine, in_service

logger = logging.getLogger(__name__)

BATCH = 500
UNREADABLE = ""  # no digest is
LOCK, REBUILD = "search", "search-rebuild"
LONGEST_WAIT, PAUSE = 60.0, 0.02  # seconds


def drain() -> int:
    """Bring every index up to date and return how many changes were handled; 0 when another process is doing it.

    An engine that is away, or fails, keeps none of the others from it: its rows wait.
    """
    return _by_each(_drain)


def keep() -> None:
    """Bring every index up to date, and build those of another version and those that were left half-built."""
    _by_each(_keep)


def drain_soon() -> None:
    """Bring the index up to date within a request, unless the engine lies across a network: no saving waits for it."""
    if not engine().remote:
        drain()


def rebuild(one: Engine | None = None) -> int:
    """Build an index anew beside the one that is searched, and return how many documents were read for it.

    It is that of `one`, of the engine that is asked first unless it is given. Searches and changes go on meanwhile: a
    change is stored in both, and each batch is read and stored while nobody drains, so that nothing older comes after
    something newer. Raises `EngineBusy` while another process rebuilds.
    """
    one = one or engine()
    with only_one(f"{REBUILD}-{one.name}") as alone:
        if not alone:
            raise EngineBusy("Another process is building the index.")
        SearchChange.objects.exclude(lacked_by__in=["", *(other.name for other in in_service())]).delete()
        with _nobody_else(one):
            one.begin()
        read = 0
        for adapter in search_registry.adapters().values():
            for pks in _chunks(adapter.all_pks()):
                with _nobody_else(one):
                    version = _next_version()
                    documents = [document for document in _read(adapter, pks).values() if document]
                    one.fill([(document, version) for document in documents])
                read += len(documents)
                drain()
        with _nobody_else(one):
            one.finish()
    drain()
    page_cache.forget()
    return read


def _by_each(work: Callable[[Engine], int]) -> int:
    """Have `work` done for every engine, those at hand before those across a network, and return the sum."""
    done = 0
    for one in sorted(in_service(), key=lambda one: one.remote):
        try:
            done += work(one)
        except EngineBusy:
            continue  # another process is doing it
        except EngineError as error:
            logger.warning("The index of %s is not up to date: %s", one.name, error)
        except Exception:
            logger.exception("The index of %s is not up to date", one.name)
    return done


def _keep(one: Engine) -> int:
    if is_stale(one) or was_left(one):
        rebuild(one)
    return _drain(one)


def _drain(one: Engine) -> int:
    """Drain into one engine.

    Whoever holds the lock goes on until nothing is left, and looks once more after letting go: a change that was
    written by somebody who met the lock is never left lying.
    """
    handled = 0
    while _lacked_by(one).exists():
        with only_one(f"{LOCK}-{one.name}") as alone:
            if not alone:
                return handled
            try:
                handled += sum(_batches(one))
            except EngineError:
                return handled  # the rows stay: the worker builds the index, or tries again
    return handled


def _lacked_by(one: Engine) -> QuerySet[SearchChange]:
    return SearchChange.objects.filter(lacked_by__in=["", one.name])


def _stored(one: Engine, changes: Iterable[SearchChange]) -> None:
    """Note that `one` has got `changes`; what the other lacks stays. Both may come to say so at the same moment."""
    rows = SearchChange.objects.filter(pk__in=[change.pk for change in changes])
    if others := [other.name for other in in_service() if other.name != one.name]:
        rows.filter(lacked_by="").update(lacked_by=others[0])
        rows = rows.filter(lacked_by=one.name)
    rows.delete()


@contextmanager
def _nobody_else(one: Engine) -> Iterator[None]:
    """Wait until nobody writes to that index, and keep others from it. Raises `EngineBusy` after a long wait."""
    until = time.monotonic() + LONGEST_WAIT
    while True:
        with only_one(f"{LOCK}-{one.name}") as alone:
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


def was_left(one: Engine | None = None) -> bool:
    """Tell whether whoever built an index died before it was finished, so that it must be built again."""
    one = one or engine()
    try:
        if not one.is_begun():
            return False
    except EngineError:
        return False
    with only_one(f"{REBUILD}-{one.name}") as alone:
        return alone


def is_stale(one: Engine | None = None) -> bool:
    """Tell whether there is no index of this version, so that it must be built."""
    try:
        (one or engine()).apply([])
    except StaleIndex:
        return True
    except EngineError:
        return False
    return False


def expected() -> dict[str, str]:
    """Return the digest of every document that should be in the index, by uid; `UNREADABLE` where none can be made."""
    digests = {}
    for adapter in search_registry.adapters().values():
        for pks in _chunks(adapter.all_pks()):
            read = _read(adapter, pks).items()
            digests.update({uid: document.digest() if document else UNREADABLE for uid, document in read})
    return digests


def _batches(one: Engine) -> Iterator[int]:
    one.apply([])  # an engine that is away is found out before anything is read or written for it
    while changes := list(_lacked_by(one).order_by("pk")[:BATCH]):
        version, uids = _next_version(), list(dict.fromkeys(change.uid for change in changes))
        documents = _documents(uids)
        one.apply(
            [(document, version) for document in documents.values()],
            {uid: version for uid in uids if uid not in documents},
        )
        _stored(one, changes)
        yield len(changes)


def _documents(uids: list[str]) -> dict[str, SearchDocument]:
    by_adapter: dict[str, list[str]] = defaultdict(list)
    for uid in uids:
        name, _, pk = uid.partition(":")
        by_adapter[name].append(pk)
    adapters = search_registry.adapters()
    found = (_read(adapters[name], pks) for name, pks in by_adapter.items() if name in adapters)
    return {uid: document for documents in found for uid, document in documents.items() if document}


def _read(adapter: Adapter, pks: Iterable[Any]) -> dict[str, SearchDocument | None]:
    """Return documents by uid, with addresses that name no reader's language, whoever it was that made the change."""
    with override(settings.LANGUAGE_CODE):
        return {f"{adapter.name}:{pk}": document for pk, document in adapter.documents(pks).items()}


def _chunks(pks: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(pks)
    while chunk := list(islice(rest, BATCH)):
        yield chunk
