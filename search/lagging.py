"""What the index may still hold although a reader may not see it: an index can lag behind the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from core import page_cache, search_registry
from core.access import access_keys
from core.models import SearchChange

from .engines.base import Engine, EngineError

MOST = 20_000  # changes; an index that is further behind answers nobody
FEW = 100  # changes that are looked up for each search


def hidden_from(reader: Any, engine: Engine) -> frozenset[str]:
    """Return the uids of what has changed, is not stored in `engine` yet, and may not be seen by `reader` any more.

    Asked before the index is: what is stored in between is then no longer there either. Raises EngineError when the
    index is so far behind that nobody could look all of it up.
    """
    lacked = SearchChange.objects.filter(lacked_by__in=["", engine.name])
    waiting = list(lacked.order_by("-pk").values_list("pk", "uid")[: MOST + 1])
    if len(waiting) > MOST:
        raise EngineError(f"The index of {engine.name} is more than {MOST} changes behind.")
    names = search_registry.adapters()
    changed = {uid for _pk, uid in waiting if uid.partition(":")[0] in names}
    if len(changed) <= FEW:
        return frozenset(changed - visible(changed, reader))
    name = f"search.hidden {engine.name} {waiting[0][0]} {sorted(access_keys(reader))}"
    return page_cache.kept(name, lambda: frozenset(changed - visible(changed, reader)))


def visible(uids: Iterable[str], reader: Any) -> set[str]:
    """Return those of `uids` that `reader` may see at this moment, asked of the database."""
    pks: dict[str, list[str]] = defaultdict(list)
    for uid in uids:
        name, _, pk = uid.partition(":")
        pks[name].append(pk)
    adapters = search_registry.adapters()
    return {f"{name}:{pk}" for name in pks if name in adapters for pk in adapters[name].visible(pks[name], reader)}
