from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from search.drain import engine


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Wagtail keeps the site's root paths in the cache."""
    cache.clear()


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
def search_index():
    """An empty index; what a test makes is found after `drain()`."""
    engine().clear()
    return engine()
