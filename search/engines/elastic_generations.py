"""The indexes of one site and version in a cluster: the one that is searched, and one that is being filled beside it.

Each has the name of the alias and the moment it was made in its own. One alias stands for the index that is searched,
another for the one that was begun; they change over in one step. What was searched before is kept until the next one is
begun, so that nobody's search loses its index; so is the newest that another version searches, during an upgrade.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import StaleIndex
from search.engines.elastic_schema import mapping

TOMBSTONES = "1h"  # for so long an old version is refused after its document was removed
ALWAYS = {"gc_deletes": TOMBSTONES, "refresh_interval": "1s", "codec": "best_compression"}
LOOKING = 2.0  # seconds for what goes before all writing, so that a cluster which hangs is soon found out

Step = dict[str, dict[str, Any]]


class Generations:
    """Those of `alias`, as they are when this is made."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._live, self._begun = alias, f"{alias}-begun"
        site = alias.rpartition("-")[0]
        looking = client.options(request_timeout=LOOKING)
        found = looking.indices.get(index=f"{site}-*", features="aliases", expand_wildcards="all")
        own = re.compile(rf"{re.escape(site)}-[\d.]+-\d+")
        self._aliases = {name: frozenset(one["aliases"]) for name, one in found.items() if own.fullmatch(name)}

    def live(self) -> str:
        """Return the alias of the index that is searched. Raises StaleIndex unless it stands for exactly one."""
        behind = self._behind(self._live)
        if len(behind) == 1:
            return self._live
        found = f"Elasticsearch has {len(behind)}" if behind else "Elasticsearch has no"
        raise StaleIndex(f"{found} {self._live}.")

    def begun(self) -> str | None:
        """Return the alias of the index that is being filled, None when there is none."""
        return self._begun if self._behind(self._begun) else None

    def begin(self, spread: Mapping[str, int]) -> None:
        """Make an empty index to be filled; everything but what is searched, here and by one other, is thrown away."""
        new = f"{self._live}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        self._client.indices.create(index=new, mappings=mapping(), settings={**spread, **ALWAYS})
        kept = [*self._behind(self._live), *self._searched_by_others()[-1:]]
        old = [_removed(name) for name in self._aliases if name not in kept]
        self._client.indices.update_aliases(actions=[_aliased("add", new, self._begun), *old])

    def finish(self) -> None:
        """Have the index that was filled be the one that is searched. Raises StaleIndex when none was begun."""
        new = self._behind(self._begun)
        if not new:
            raise StaleIndex(f"Elasticsearch has no {self._begun}.")
        steps = [_aliased("remove", name, self._live) for name in self._behind(self._live)]
        steps += [_aliased("add", name, self._live) for name in new]
        steps += [_aliased("remove", name, self._begun) for name in new]
        self._client.indices.update_aliases(actions=steps)

    def drop(self) -> None:
        """Remove all of them."""
        if self._aliases:
            self._client.indices.delete(index=list(self._aliases))

    def _searched_by_others(self) -> list[str]:
        """Return the indexes that other versions search, the newest last."""
        versions = {name: name.rpartition("-")[0] for name in self._aliases}
        others = [name for name, alias in versions.items() if alias != self._live and alias in self._aliases[name]]
        return sorted(others, key=lambda name: name.rpartition("-")[2])

    def _behind(self, alias: str) -> list[str]:
        return [name for name, aliases in self._aliases.items() if alias in aliases]


def _aliased(step: str, index: str, alias: str) -> Step:
    return {step: {"index": index, "alias": alias}}


def _removed(index: str) -> Step:
    return {"remove_index": {"index": index}}
