from __future__ import annotations

import pytest

from search.engines import engine_class

from .documents import document, store
from .elastic_fake import engine_at, serving
from .engines import EVERY_ENGINE

THEMES = ("sår", "hjemme", "journal")


@pytest.fixture(params=EVERY_ENGINE)
def engine(request):
    """An empty index of each engine in turn."""
    with engine_class(request.param).throwaway() as engine:
        yield engine


@pytest.fixture(scope="module", params=EVERY_ENGINE)
def many(request, django_db_setup, django_db_blocker):
    """Sixty documents with every facet, a third of them in a room."""
    documents = [
        document(
            number,
            f"Kommune nummer {number}",
            f"måling av {THEMES[number % 3]} {'' if number % 20 else 'tilsyn'} {'lisens' if number < 12 else ''}",
            kind=("idea", "event", "notice")[number % 3],
            language="nb" if number % 5 else "nn",
            access_key="room:7" if number % 3 == 2 else "open",
            tema=THEMES[: number % 4],
            org=(f"org{number % 6}",),
            aar=(str(2020 + number % 2),),
        )
        for number in range(60)
    ]
    with django_db_blocker.unblock(), engine_class(request.param).throwaway() as engine:
        store(engine, *documents)
        yield engine


@pytest.fixture
def served():
    with serving() as (fake, url):
        yield fake, url


@pytest.fixture
def fake(served):
    return served[0]


@pytest.fixture
def in_service(monkeypatch):
    """Return a function that makes two engines those of the site."""

    def serve(engine, reserve=None):
        monkeypatch.setattr("search.service.engine", lambda: engine)
        monkeypatch.setattr("search.drain.engine", lambda: engine)
        monkeypatch.setattr("search.service.reserve", lambda: reserve)

    return serve


@pytest.fixture
def embedded():
    """An empty embedded index."""
    with engine_class("tantivy").throwaway() as engine:
        yield engine


@pytest.fixture
def cluster(served, embedded, in_service, monkeypatch):
    """A cluster that does what it is told, with an embedded index in reserve."""
    monkeypatch.setattr("search.engines.elastic_writing.PAUSE", 0.01)
    engine = engine_at(served[1])
    in_service(engine, embedded)
    return engine
