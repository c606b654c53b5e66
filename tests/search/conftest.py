from __future__ import annotations

import pytest
from django.conf import settings

from search.engines import engine_class
from tests import services

from .documents import document, store
from .engines import EVERY_ENGINE

THEMES = ("sår", "hjemme", "journal")


def needed(name):
    """Skip the test, or fail it, where the server of an engine is not there."""
    if name == "elasticsearch" and "URL" not in settings.SEARCH:
        services.missing("Elasticsearch (TEST_SEARCH_URL)")


def throwaway(name):
    """Return an empty index of an engine."""
    needed(name)
    return engine_class(name).throwaway()


@pytest.fixture(params=EVERY_ENGINE)
def engine(request):
    """An empty index of each engine in turn."""
    with throwaway(request.param) as engine:
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
    with django_db_blocker.unblock(), throwaway(request.param) as engine:
        store(engine, *documents)
        yield engine
