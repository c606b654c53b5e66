"""Elasticsearch: an index on as many nodes as one wishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from secrets import token_hex
from typing import Any, Self

from django.conf import settings as site
from elasticsearch.dsl import Search

from core.search_registry import SearchDocument
from search.clauses import Everything
from search.engines.base import NOTHING, Engine, StaleIndex, clear
from search.engines.elastic_asking import Answer, Asking
from search.engines.elastic_connection import Connection, client
from search.engines.elastic_generations import Generations
from search.engines.elastic_schema import VERSION, from_elastic, to_elastic
from search.engines.elastic_snapshot import ElasticSnapshot
from search.engines.elastic_translation import translated
from search.engines.elastic_writing import removal, storing, write

SEARCHING = 0.8  # seconds for all that one search asks
MANY = 60.0  # seconds for what goes through the whole index, and for tests
PAGE = 1000
INDEX = "markedsplassen"


class ElasticEngine(Engine):
    """An index behind an alias that begins with `name` and holds the version of the schema.

    So two versions of the site can search side by side, each in its own. `clear` makes the index, everything else
    raises StaleIndex until then.
    """

    name = "elasticsearch"
    remote = True

    def __init__(
        self, connection: Connection, name: str, *, shards: int = 1, replicas: int = 1, seconds: float = SEARCHING
    ) -> None:
        self._connection = connection
        self._alias = f"{name}-{VERSION}"
        self._spread = {"number_of_shards": shards, "number_of_replicas": replicas}
        self._seconds = seconds

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> Self:
        """See `Engine.from_settings`; for `URL` and what belongs to it see `elastic_connection.client`."""
        spread = {"shards": settings["SHARDS"], "replicas": settings["REPLICAS"]}
        return cls(Connection(client(settings)), settings["INDEX"], **spread)

    @classmethod
    @contextmanager
    def throwaway(cls) -> Iterator[Self]:
        """See `Engine.throwaway`; raises EngineError where the site knows no cluster."""
        name = f"{site.SEARCH.get('INDEX', INDEX)}-throwaway-{token_hex(8)}"
        engine = cls(Connection(client(site.SEARCH)), name, replicas=0, seconds=MANY)
        clear(engine)
        try:
            yield engine
        finally:
            engine.drop()

    def apply(self, upserts: Sequence[tuple[SearchDocument, int]], deletes: Mapping[str, int] = NOTHING) -> None:
        """See `Engine.apply`."""
        actions = [storing(to_elastic(document), version) for document, version in upserts]
        actions += [removal(uid, version) for uid, version in deletes.items()]
        with self._connection.writing() as client:
            generations = Generations(client, self._alias)
            for alias in (generations.live(), generations.begun()):
                if alias:
                    write(client, alias, actions)

    @contextmanager
    def reading(self) -> Iterator[ElasticSnapshot]:
        """See `Engine.reading`."""
        with self._connection.reading(self._seconds) as lend:
            yield ElasticSnapshot(Asking(lend, self._alias))

    def rests(self) -> bool:
        """See `Engine.rests`."""
        return self._connection.rests()

    def digests(self) -> dict[str, str]:
        """See `Engine.digests`."""
        search = Search().query(translated(Everything())).source(["source"]).sort("uid")[:PAGE]
        digests: dict[str, str] = {}
        with self._connection.reading(MANY) as lend:
            with lend() as client:
                Generations(client, self._alias).live()
            ask = Asking(lend, self._alias)
            while page := ask(search, _digests):
                digests |= page
                search = search.extra(search_after=[max(page)])
        return digests

    def begin(self) -> None:
        """See `Engine.begin`."""
        with self._connection.writing() as client:
            Generations(client, self._alias).begin(self._spread)

    def is_begun(self) -> bool:
        """See `Engine.is_begun`."""
        with self._connection.writing() as client:
            return Generations(client, self._alias).begun() is not None

    def fill(self, upserts: Sequence[tuple[SearchDocument, int]]) -> None:
        """See `Engine.fill`."""
        actions = [storing(to_elastic(document), version) for document, version in upserts]
        with self._connection.writing() as client:
            alias = Generations(client, self._alias).begun()
            if alias is None:
                raise StaleIndex("There is no index to be filled.")
            write(client, alias, actions)

    def finish(self) -> None:
        """See `Engine.finish`."""
        with self._connection.writing() as client:
            Generations(client, self._alias).finish()

    def drop(self) -> None:
        """Remove all indexes."""
        with self._connection.writing() as client:
            Generations(client, self._alias).drop()


def _digests(answer: Answer) -> dict[str, str]:
    documents = (from_elastic(hit["_source"]) for hit in answer["hits"]["hits"])
    return {document.uid: document.digest() for document in documents}
