"""One question to an index in Elasticsearch, whole or not at all."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from elasticsearch.dsl import Search

from search.engines.breaker import Unanswered
from search.engines.elastic_connection import Lending

Answer = Mapping[str, Any]
Read = TypeVar("Read")
BY_ALL_SHARDS = "dfs_query_then_fetch"  # how rare a term is counts in all of the index, in however many shards it lies


class Asking:
    """Asks `index`, with a client that is lent out until the time for one search is over.

    The same search goes to the same copy of the index, so that its hits stand in the same order on every page.
    """

    def __init__(self, lend: Lending, index: str) -> None:
        self._lend = lend
        self._index = index
        self._copy = ""  # by the first question of the search

    def __call__(self, search: Search, read: Callable[[Answer], Read]) -> Read:
        """Return what `read` makes of the answer; raises EngineError when there is none that `read` can make out."""
        body = search.to_dict()
        self._copy = self._copy or f"search-{zlib.crc32(json.dumps(body, sort_keys=True).encode()):x}"
        with self._lend() as client:
            answer = client.search(
                index=self._index,
                body=body,
                search_type=BY_ALL_SHARDS,
                allow_partial_search_results=False,
                preference=self._copy,
            )
            if answer["timed_out"]:
                raise Unanswered("Elasticsearch answered in part.")
            return read(answer)

    def size(self) -> int:
        """Return the bytes of the index; copies on other nodes count."""
        with self._lend() as client:
            stored = client.indices.stats(index=self._index, metric="store")["_all"]["total"]["store"]
            return int(stored["size_in_bytes"])
