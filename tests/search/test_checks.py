"""Settings that name engines which cannot serve are refused before the site starts."""

import pytest
from django.db import connection

from search.checks import engines_fit


@pytest.mark.parametrize(
    ("engine", "reserve", "wrong"),
    [
        ("tantivy", None, []),
        ("elasticsearch", "tantivy", []),
        ("elasticsearch", "sphinx", ["search.E001"]),
        ("sphinx", "tantivy", ["search.E001"]),
        ("tantivy", "tantivy", ["search.E002"]),
    ],
)
def test_engines_are_known_and_differ(settings, engine, reserve, wrong):
    settings.SEARCH = {"ENGINE": engine, "RESERVE": reserve, "PASSWORD": "hemmelig"}
    found = engines_fit()
    assert [one.id for one in found] == wrong
    assert "hemmelig" not in str(found)


@pytest.mark.parametrize(("vendor", "wrong"), [("sqlite", ["search.E003"]), ("postgresql", [])])
def test_an_index_in_postgresql_needs_its_database(settings, monkeypatch, vendor, wrong):
    monkeypatch.setattr(connection, "vendor", vendor)
    settings.SEARCH = {"ENGINE": "elasticsearch", "RESERVE": "postgresql"}
    assert [one.id for one in engines_fit()] == wrong
