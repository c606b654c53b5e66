"""Where the index lies, as the variables of the environment have it."""

from pathlib import Path
from pprint import pformat

import certifi
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.views.debug import ExceptionReporter

from settings.search import search

VAR = Path("/srv/var")


def test_without_any_variable_the_index_lies_in_a_folder_of_its_own():
    assert search({"SEARCH_URL": " "}, VAR) == {
        "ENGINE": "tantivy",
        "DIRECTORY": VAR / "search",
        "RESERVE": None,
    }


@pytest.mark.parametrize(("given", "found"), [("", "tantivy"), ("postgresql", "postgresql"), ("none", None)])
def test_beside_a_cluster_the_embedded_index_is_the_reserve_unless_another_is_named(given, found):
    settings = search({"SEARCH_URL": "https://a:9200", "SEARCH_RESERVE": given}, VAR)
    assert (settings["RESERVE"], settings["DIRECTORY"]) == (found, VAR / "search")


def test_a_cluster_may_have_several_hosts_and_what_opens_it_is_no_part_of_its_address():
    found = search({"SEARCH_URL": "https://user:p%40ss@a:9200, https://b:9200/es"}, VAR)
    assert found["ENGINE"] == "elasticsearch"
    assert found["URL"] == "https://a:9200,https://b:9200/es"
    assert (found["USER"], found["PASSWORD"]) == ("user", "p@ss")
    assert (found["INDEX"], found["SHARDS"], found["REPLICAS"]) == ("markedsplassen", 1, 1)


def test_a_cluster_may_be_opened_by_a_key_and_know_its_own_certificates():
    trusted = certifi.where()
    given = {"SEARCH_API_KEY": "key", "SEARCH_CA_CERTIFICATE": trusted, "SEARCH_INDEX": "prove", "SEARCH_SHARDS": "3"}
    found = search({"SEARCH_URL": "https://a:9200", "SEARCH_REPLICAS": "0", **given}, VAR)
    assert (found["API_KEY"], found["CA_CERTIFICATE"]) == ("key", trusted)
    assert (found["INDEX"], found["SHARDS"], found["REPLICAS"]) == ("prove", 3, 0)


@pytest.mark.parametrize(("given", "asked"), [("http://a", "http://a:80"), ("https://a/es", "https://a:443/es")])
def test_an_address_without_a_port_has_the_usual_one(given, asked):
    assert search({"SEARCH_URL": given}, VAR)["URL"] == asked


def test_a_certificate_is_of_no_use_without_encryption():
    with pytest.raises(ImproperlyConfigured, match="SEARCH_CA_CERTIFICATE"):
        search({"SEARCH_URL": "http://a:9200", "SEARCH_CA_CERTIFICATE": certifi.where()}, VAR)


def test_what_opens_a_cluster_does_not_show():
    found = search({"SEARCH_URL": "https://user:hemmelig@a:9200", "SEARCH_API_KEY": "hemmelig"}, VAR)
    assert "hemmelig" not in f"{found} {found!r} {pformat(found)}"
    assert (found["PASSWORD"], found["API_KEY"]) == ("hemmelig", "hemmelig")


def test_the_page_that_shows_a_fault_to_developers_does_not_show_it_either(rf, settings):
    settings.DEBUG = True
    address = "https://user:hemmelig@a:9200"
    settings.SEARCH = search({"SEARCH_URL": address, "SEARCH_API_KEY": "hemmelig"}, VAR)
    request = rf.get("/", SEARCH_URL=address, SEARCH_API_KEY="hemmelig", DATABASE_URL=address)
    page = ExceptionReporter(request, ValueError, ValueError("wrong"), None).get_traceback_html()
    assert "SEARCH_URL" in page
    assert "hemmelig" not in page


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SEARCH_URL", "secret"),
        ("SEARCH_URL", "ftp://secret@a"),
        ("SEARCH_URL", "https://a:secret"),
        ("SEARCH_URL", "https://a,secret"),
        ("SEARCH_URL", "https://a/?secret"),
        ("SEARCH_URL", "http://per:12/secret@a:9200"),
        ("SEARCH_URL", "http://a:9200,https://secret:9200"),
        ("SEARCH_URL", "http://secret:0"),
        ("SEARCH_URL", "http://secret b:9200"),
        ("SEARCH_URL", "http://:secret@a"),
        ("SEARCH_URL", "http://a:secret@a,http://b:secret@b"),
        ("SEARCH_API_KEY", "secretæ"),
        ("SEARCH_CA_CERTIFICATE", "/secret"),
        ("SEARCH_CA_CERTIFICATE", __file__),
        ("SEARCH_INDEX", "Secret"),
        ("SEARCH_RESERVE", "elasticsearch-secret"),
        ("SEARCH_SHARDS", "0"),
        ("SEARCH_SHARDS", "secret"),
        ("SEARCH_REPLICAS", "-1"),
    ],
)
def test_a_malformed_variable_is_named_without_what_it_holds(name, value):
    with pytest.raises(ImproperlyConfigured) as raised:
        search({"SEARCH_URL": "https://a", name: value}, VAR)
    assert f"{name} must be" in str(raised.value)
    assert "secret" not in str(raised.value)
