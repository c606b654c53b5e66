import gzip

import pytest
from django.core.cache import caches
from django.test import Client

from core import page_cache
from core.page_files import PageFiles
from search.drain import engine
from search.engines.base import EngineError
from tests.factories.arena import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
NEVER_KEPT = ["/finnes/ikke/", "/innovasjon", "/konto/login/", "/min-side/", "/innovasjon/del/", "/healthz", "/admin/"]


@pytest.fixture
def asked(page_cache_on, django_assert_max_num_queries):
    """Return a function that tells whether an address was answered without asking the database."""

    def is_answered_from_cache(client, address, **extra):
        with django_assert_max_num_queries(100) as queries:
            response = client.get(address, **extra)
        assert response.status_code in (200, 304), address
        return len(queries) == 0

    return is_answered_from_cache


def test_a_page_is_made_once_for_everybody(asked):
    assert not asked(Client(), "/innovasjon/")
    assert asked(Client(), "/innovasjon/")
    assert not asked(Client(), "/nn/innovasjon/")
    assert not asked(Client(), "/innovasjon/", HTTP_HOST="localhost")
    assert not asked(Client(), "/innovasjon/", secure=True)
    assert not asked(Client(), "/innovasjon/?sorter=tittel")


def test_a_kept_page_is_answered_as_it_was_made(page_cache_on):
    made, kept = (Client().get("/innovasjon/") for _turn in range(2))
    assert kept.content == made.content
    assert b"</html>" in kept.content
    assert dict(kept.items()) == dict(made.items())
    for name in ("Content-Security-Policy", "X-Frame-Options", "Content-Language", "X-Content-Type-Options"):
        assert kept[name]
    assert (kept["Cache-Control"], kept["Vary"]) == ("no-cache", "Accept-Encoding")
    assert int(kept["Content-Length"]) == len(kept.content)


def test_a_browser_that_has_the_page_gets_no_body(asked):
    mark = Client().get("/innovasjon/")["ETag"]
    response = Client().get("/innovasjon/", headers={"If-None-Match": mark})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", mark)
    assert response["Cache-Control"] == "no-cache"
    assert asked(Client(), "/innovasjon/", HTTP_IF_NONE_MATCH=mark)
    page_cache.forget()
    assert Client().get("/innovasjon/", headers={"If-None-Match": mark}).status_code == 304
    assert Client().get("/innovasjon/", headers={"If-None-Match": 'W/"x"'}).status_code == 200


@pytest.mark.parametrize(("accepted", "expected"), [("gzip, br", "gzip"), ("", ""), ("br", ""), ("gzip;q=0, br", "")])
def test_a_page_is_sent_compressed_to_those_who_take_it(page_cache_on, accepted, expected):
    plain = Client().get("/innovasjon/").content
    for _turn in range(2):
        response = Client().get("/innovasjon/", headers={"Accept-Encoding": accepted})
        assert response.get("Content-Encoding", "") == expected
        assert (gzip.decompress(response.content) if expected else response.content) == plain
        assert int(response["Content-Length"]) == len(response.content)


def test_a_head_takes_what_a_get_has_left(asked):
    client = Client()
    client.head("/innovasjon/")
    assert not asked(client, "/innovasjon/")
    response = client.head("/innovasjon/")
    assert response["ETag"] == client.get("/innovasjon/")["ETag"]


@pytest.mark.parametrize("address", NEVER_KEPT)
def test_what_is_not_a_page_for_everybody_is_not_kept(page_cache_on, address):
    for _turn in range(2):
        response = Client().get(address)
        assert "ETag" not in response
    assert not keys("page_queries")
    assert len(keys("pages")) <= 1


@pytest.mark.parametrize("address", ["/konto/login/", "/min-side/", "/admin/", "/nn/konto/login/", "/en/min-side/"])
def test_what_is_never_for_everybody_says_so(anonymous, address):
    assert anonymous.get(address)["Cache-Control"] == "private, no-store"


def test_what_a_campaign_adds_to_an_address_is_not_seen(asked, search_index):
    assert not asked(Client(), "/sok/?q=sensor")
    assert asked(Client(), "/sok/?utm_source=x&q=sensor&fbclid=1")
    assert asked(Client(), "/sok/?q=sensor&gclid=abc")
    assert not asked(Client(), "/innovasjon/?utm_source=%3Cb%3E")
    assert asked(Client(), "/innovasjon/")
    assert "utm_" not in Client().get("/innovasjon/").text


def test_addresses_with_a_query_push_no_page_out(page_cache_on):
    for address in ("/innovasjon/", "/innovasjon/?x=1", "/innovasjon/?x=2"):
        Client().get(address)
    Client().get("/innovasjon/", headers={"host": "testserver:81"})
    assert len(keys("pages")) == 3  # the page, the version and the next moment
    assert len(keys("page_queries")) == 3


def test_an_answer_of_a_search_that_failed_is_not_kept(page_cache_on, monkeypatch):
    def fail(*args):
        raise EngineError("away")

    monkeypatch.setattr(type(engine()), "search", fail)
    monkeypatch.setattr(type(engine()), "suggest", fail)
    for address in ("/sok/?q=sensor", "/api/search/?q=sensor", "/api/search/suggest/?q=sen"):
        assert Client().get(address)["Cache-Control"] == "no-store"
    assert not keys("page_queries")


def test_a_site_that_is_closed_gives_no_kept_page(page_cache_on, settings):
    assert [Client().get("/innovasjon/").status_code for _turn in range(2)] == [200, 200]
    settings.MAINTENANCE = True
    assert Client().get("/innovasjon/").status_code == 503
    settings.MAINTENANCE = False
    assert Client().get("/innovasjon/").status_code == 200


def test_a_version_that_is_lost_costs_no_more_than_making_pages_anew(asked):
    before = page_cache.version()
    assert not asked(Client(), "/innovasjon/")
    caches["pages"].delete(page_cache.VERSION)
    assert not asked(Client(), "/innovasjon/")
    assert page_cache.version() not in (None, before)
    assert asked(Client(), "/innovasjon/")


def test_a_change_while_a_page_is_made_leaves_nothing_old(page_cache_on, monkeypatch):
    """The page is read, then changed and committed by somebody else, then kept: it must not be given to anybody."""
    idea = make_idea(make_member("Inger"), title="Gammel tittel")
    address = idea.path_url
    made = page_cache.Kept.of

    def changed_meanwhile(response, version, until):
        monkeypatch.setattr(page_cache.Kept, "of", made)
        type(idea).objects.filter(pk=idea.pk).update(title="Ny tittel")
        page_cache.forget()
        return made(response, version, until)

    monkeypatch.setattr(page_cache.Kept, "of", changed_meanwhile)
    assert "Gammel tittel" in Client().get(address).text
    assert "Ny tittel" in Client().get(address).text


class Away:
    """A cache that does not answer, or holds what nobody can read."""

    def __getattr__(self, name):
        raise ConnectionError("away")


def test_pages_are_made_when_the_cache_is_away(page_cache_on, search_index, monkeypatch, caplog):
    monkeypatch.setattr(page_cache, "caches", {"pages": Away(), "page_queries": Away()})
    for address in ("/innovasjon/", "/sok/?q=x"):
        response = Client().get(address)
        assert (response.status_code, response["Cache-Control"]) == (200, "no-cache")
    page_cache.forget()
    assert "does not answer" in caplog.text


def test_a_kept_page_that_cannot_be_read_is_made_anew(page_cache_on, settings, tmp_path):
    settings.CACHES = {**settings.CACHES, **{name: in_files(tmp_path / name) for name in ("pages", "page_queries")}}
    page = Client().get("/innovasjon/").text
    for file in (tmp_path / "pages").iterdir():
        file.write_bytes(file.read_bytes()[:-20])
    assert Client().get("/innovasjon/").text == page


def test_files_beyond_the_bound_are_thrown_away(tmp_path, monkeypatch):
    monkeypatch.setattr("core.page_files.ONE_IN", 1)
    files = PageFiles(tmp_path, {"OPTIONS": {"MAX_ENTRIES": 20}})
    for number in range(100):
        files.set(str(number), "x")
    assert len(list(tmp_path.iterdir())) <= 20


def in_files(folder):
    return {"BACKEND": "core.page_files.PageFiles", "LOCATION": folder}


def keys(name):
    return list(caches[name]._cache)
