"""Settings that name engines which cannot serve are refused before the site starts; so is a site without a lexicon."""

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import SystemCheckError
from django.db import connection

from search.analysis.lexicon import lexicon
from search.checks import engines_fit, lexicon_is_built
from search.find import alike
from search.models import Synonym


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
    settings.SEARCH = {"ENGINE": engine, "RESERVE": reserve, "PASSWORD": "hemmelig", "DIRECTORY": "var/search"}
    found = engines_fit()
    assert [one.id for one in found] == wrong
    assert "hemmelig" not in str(found)


@pytest.mark.parametrize(("vendor", "wrong"), [("sqlite", ["search.E003"]), ("postgresql", [])])
def test_an_index_in_postgresql_needs_its_database(settings, monkeypatch, vendor, wrong):
    monkeypatch.setattr(connection, "vendor", vendor)
    settings.SEARCH = {"ENGINE": "elasticsearch", "RESERVE": "postgresql"}
    assert [one.id for one in engines_fit()] == wrong


@pytest.mark.parametrize(
    "given", [{"ENGINE": "tantivy"}, {"ENGINE": "elasticsearch", "RESERVE": "tantivy", "DIRECTORY": ""}]
)
def test_an_embedded_index_needs_its_folder(settings, given):
    settings.SEARCH = given
    [wrong] = engines_fit()
    assert wrong.id == "search.E004"
    assert "DIRECTORY" in wrong.msg


@pytest.fixture
def _no_lexicon(monkeypatch, tmp_path):
    """As after an upgrade that forgot to build it."""
    monkeypatch.setattr("search.analysis.lexicon.HEADWORDS", tmp_path / "headwords.marisa")
    lexicon.cache_clear()
    yield
    lexicon.cache_clear()


def test_the_lexicon_is_there():
    assert lexicon_is_built() == []


@pytest.mark.usefixtures("_no_lexicon")
def test_a_lexicon_that_is_not_built_is_named_with_what_builds_it():
    with pytest.raises(SystemCheckError, match=r"search\.E005.*headwords\.marisa.*build_lexicon"):
        call_command("check")


@pytest.mark.usefixtures("_no_lexicon")
@pytest.mark.parametrize("name", ["build_lexicon", "install_face", "compile_messages"])
def test_what_is_run_before_it_is_there_is_not_kept_from_it(name):
    assert load_command_class(get_commands()[name], name).requires_system_checks == []


@pytest.mark.django_db
@pytest.mark.usefixtures("search_index", "_no_lexicon")
def test_no_page_breaks_without_it(anonymous):
    Synonym.objects.create(words="måling\nmonitorering")
    assert anonymous.get("/readyz").json()["search"] == "away"
    assert anonymous.get("/api/search/", {"q": "måling"}).json()["failed"]
    assert anonymous.get("/api/search/suggest/", {"q": "mål"}).json() == {"suggestions": []}
    assert anonymous.get("/sok/", {"q": "måling"}).status_code == 200
    assert alike("page:1", None) == ()
