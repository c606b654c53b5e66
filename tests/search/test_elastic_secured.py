"""A cluster behind TLS that asks who one is: a user with a password or an API key, and a certificate of its own."""

from __future__ import annotations

import logging
from base64 import b64encode
from secrets import token_hex
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings

from search import drain
from search.engines.base import EngineError
from search.engines.elastic_engine import ElasticEngine
from settings.search import search
from tests.factories.arena import make_idea
from tests.factories.people import make_member

from .documents import document, found, store
from .elastic_guard import certificates, guarding

pytestmark = pytest.mark.elasticsearch
KEY = token_hex()
PASSWORD = f"blåbær/@:,{KEY}"
BASIC = b64encode(f"søk:{PASSWORD}".encode()).decode()
KNOWN = {"a password": f"Basic {BASIC}", "an API key": f"ApiKey {KEY}"}


def environment(url, certificate, way, secret=None):
    """Return what the environment of a site says that comes with `way`."""
    host = urlsplit(url).netloc
    given = {"SEARCH_CA_CERTIFICATE": certificate, "SEARCH_REPLICAS": "0"}
    if way == "an API key":
        return given | {"SEARCH_URL": url, "SEARCH_API_KEY": secret or KEY}
    return given | {"SEARCH_URL": f"https://{quote('søk')}:{quote(secret or PASSWORD, safe='')}@{host}"}


@pytest.fixture(params=KNOWN)
def guarded(request, tmp_path, monkeypatch):
    """Return a function that makes the environment above the site's settings."""
    with guarding(settings.SEARCH["URL"], tmp_path, KNOWN[request.param]) as (url, authority):

        def come_with(certificate=authority, secret=None):
            given = environment(url, certificate, request.param, secret)
            monkeypatch.setattr(settings, "SEARCH", search(given, tmp_path))

        yield come_with


def test_who_is_known_stores_and_finds(guarded):
    guarded()
    with ElasticEngine.throwaway() as engine:
        store(engine, document(1, "sår på leggen"), document(2, "journal"))
        assert found(engine, "sår") == [1]
        assert len(engine.digests()) == 2


def test_who_is_not_known_is_refused_and_nothing_is_told(guarded, caplog):
    caplog.set_level(logging.DEBUG)
    guarded(secret="helt-feil-hemmelighet")
    with pytest.raises(EngineError) as refused, ElasticEngine.throwaway():
        pass
    assert "401" in str(refused.value)
    told = caplog.text + str(refused.value)
    assert not any(secret in told for secret in ("helt-feil", KEY, BASIC))


def test_a_cluster_with_another_certificate_is_not_believed(guarded, tmp_path):
    (tmp_path / "other").mkdir()
    other, _chain = certificates(tmp_path / "other")
    guarded(certificate=str(other))
    with pytest.raises(EngineError, match="TlsError"), ElasticEngine.throwaway():
        pass


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_pages_are_answered_by_the_reserve_when_the_site_is_not_known(guarded, embedded, in_service, anonymous, caplog):
    make_idea(make_member("Inger"), title="Blåbærmåling hjemme")
    drain.rebuild(embedded)
    guarded(secret="helt-feil-hemmelighet")
    in_service(ElasticEngine.from_settings(settings.SEARCH), embedded)
    page = anonymous.get("/sok/", {"q": "blåbærmåling"}).text
    assert "Blåbærmåling" in page
    assert "Forenklet søk akkurat nå" in page
    assert "helt-feil" not in page + caplog.text
