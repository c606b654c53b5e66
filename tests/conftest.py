from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client

from search.drain import engine
from search.engines.base import clear
from search.models import Synonym
from tests import services


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what is not about this database, and what reads reports that are not given.

    What asks no database is marked: the run on the second database leaves it out.
    """
    reports = Path(os.environ.get("LIBRARY") or "/nowhere").glob("00[0-4]_*.txt")
    unfit = {
        "sqlite_only": connection.vendor != "sqlite",
        "postgres_only": connection.vendor != "postgresql",
        "library": not any(reports),
    }
    left_out = [item for item in items if any(unfit[mark.name] for mark in item.iter_markers() if mark.name in unfit)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    for item in items:
        if not item.get_closest_marker("django_db") and not {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker("database_free")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if item.get_closest_marker("elasticsearch") and "URL" not in settings.SEARCH:
        services.missing("Elasticsearch (TEST_SEARCH_URL)")


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Wagtail keeps the site's root paths in the cache."""
    cache.clear()


@pytest.fixture
def page_cache_on(settings):
    """The cache of pages for everybody, as in production; empty."""
    settings.PAGE_CACHE = True
    for name in ("pages", "page_queries"):
        caches[name].clear()


@pytest.fixture
def signed_in():
    """Return a function from a user to a client that is signed in as that user."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def anonymous():
    return Client()


@pytest.fixture
def search_index(db):
    """An empty index and no synonyms; what a test makes is found after `drain()`."""
    Synonym.objects.all().delete()
    clear(engine())
    return engine()
