"""What the index may still hold although a reader may not see it: an index can lag behind the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from core import search_registry
from core.models import SearchChange

from .engines.base import Engine

MOST = 2000  # of the newest changes: what is behind them is about to be stored


def hidden_from(reader: Any, engine: Engine) -> frozenset[str]:
    """Return the uids of what has changed, is not stored in `engine` yet, and may not be seen by `reader` any more.

    Asked before the index is: what is stored in between is then no longer there either.
    """
    names = search_registry.adapters()
    lacked = SearchChange.objects.filter(lacked_by__in=["", engine.name])
    waiting = lacked.order_by("-pk").values_list("uid", flat=True)[:MOST]
    changed = {uid for uid in waiting if uid.partition(":")[0] in names}
    return frozenset(changed - visible(changed, reader))


def visible(uids: Iterable[str], reader: Any) -> set[str]:
    """Return those of `uids` that `reader` may see at this moment, asked of the database."""
    pks: dict[str, list[int]] = defaultdict(list)
    for uid in uids:
        name, _, pk = uid.partition(":")
        pks[name].append(int(pk))
    adapters = search_registry.adapters()
    return {f"{name}:{pk}" for name in pks if name in adapters for pk in adapters[name].visible(pks[name], reader)}
