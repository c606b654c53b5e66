"""Two members and somebody who is not signed in read by turns: nobody gets what was made for another."""

import re

import pytest
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.test import Client, RequestFactory

from core import page_cache
from core.pages import own_path
from tests.factories.events import register
from tests.factories.everything import addresses_of, make_everything
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
PERSONAL = re.compile(r"csrfmiddlewaretoken|form_key|/konto/logout/|written_by|sessionid|csrftoken")
# What may come along with a request of somebody who is not signed in, and changes nothing of what is kept.
EXTRAS = [
    {},
    {"HTTP_COOKIE": "csrftoken=" + "a" * 32},
    {"HTTP_COOKIE": "theme=dark; sessionid2=x; \x80; =; ;;"},
    {"HTTP_COOKIE": "messages=W1siX19qc29uX21lc3NhZ2UiLDAsMjUsIkhlbW1lbGlnIl1d"},
    {"HTTP_COOKIE": "sessionid=oppdiktet"},
    {"HTTP_AUTHORIZATION": "Basic aW5nZXI6cGFzc29yZA=="},
    {"HTTP_IF_NONE_MATCH": '"x", *'},
    {"HTTP_ACCEPT_LANGUAGE": "en", "HTTP_ACCEPT": "application/json"},
    {"HTTP_X_FORWARDED_FOR": "10.0.0.1", "HTTP_X_FORWARDED_HOST": "ond.example", "HTTP_HX_REQUEST": "true"},
    {"HTTP_RANGE": "bytes=0-10", "HTTP_IF_MODIFIED_SINCE": "Wed, 01 Jan 2025 00:00:00 GMT"},
    {"QUERY_STRING": "utm_source=Hemmelig"},
]


@pytest.fixture
def world(page_cache_on, search_index):
    world = make_everything()
    world.bente, world.arne = make_member("Bentemarie", "Nord kommune"), make_member("Arnfinn", "Sør kommune")
    register(world.event, world.bente)
    page_cache.forget()
    return world


def kept_bodies():
    """Return every page that is kept, as text."""
    values = [caches[name].get(key) for name in ("pages", "page_queries") for key in own_keys(name)]
    return [one.body.decode() for one in values if isinstance(one, page_cache.Kept)]


def own_keys(name):
    return [key.split(":", 2)[2] for key in caches[name]._cache]


def test_nobody_gets_what_was_made_for_another(world, signed_in, anonymous):
    addresses = addresses_of(world)
    readers = {"Bentemarie": signed_in(world.bente), "Arnfinn": signed_in(world.arne), "": anonymous}
    mixed, seen = [], {}
    for turn in range(2):
        order = list(readers)[turn:] + list(readers)[:turn]
        for address in addresses:
            for name in order:
                response = readers[name].get(address)
                assert response.status_code == 200, address
                body = response.content.decode()
                mixed += [(address, name) for other in ("Bentemarie", "Arnfinn") if other != name and other in body]
                if not name:
                    mixed += [address] if PERSONAL.search(body) or response.cookies else []
                    assert response["Cache-Control"] == "no-cache", address
                    assert "Cookie" not in response["Vary"], address
                    assert seen.setdefault(address, body) == body, address
                else:
                    assert response["Cache-Control"] == "private, no-store", address
                    assert "ETag" not in response, address
                    html = response["Content-Type"].startswith("text/html")
                    mixed += [address] if html and name not in body else []
    assert mixed == []
    assert len(kept_bodies()) == len(addresses)


@pytest.mark.parametrize("extra", EXTRAS, ids=str)
def test_what_comes_along_with_a_request_never_gets_into_a_page(world, extra):
    """Whoever asks first decides what is kept: it must be what everybody else would have got."""
    addresses = ["/", "/nn/trader/", own_path(world.event), "/sok/?q=sensor"]
    expected = {address: Client().get(address).content for address in addresses}
    for method in ("head", "get"):
        page_cache.forget()
        for address in addresses:
            answer = getattr(Client(), method)(address, **extra)
            assert answer.status_code == 200, address
            assert Client().get(address).content == expected[address], address


def test_a_message_is_shown_once_and_to_nobody_else(world, signed_in):
    client = Client()
    client.cookies["messages"] = signed_message()
    assert "Hemmelig beskjed" in client.get("/").text
    assert "Hemmelig beskjed" not in client.get("/").text
    assert not [body for body in kept_bodies() if "Hemmelig beskjed" in body]


def signed_message():
    storage = CookieStorage(RequestFactory().get("/"))
    return storage._encode([Message(25, "Hemmelig beskjed")])


def test_the_page_after_signing_out_is_everybodys(world, signed_in):
    client = signed_in(world.bente)
    assert "Bentemarie" in client.get("/").text
    client.post("/konto/logout/")
    assert "Bentemarie" not in client.get("/").text
    assert "Bentemarie" not in Client().get("/").text


def test_the_preview_of_a_draft_never_becomes_the_page(world, signed_in):
    idea = world.idea
    idea.title = "Bare et utkast"
    idea.save_revision(user=world.inger)
    member = signed_in(world.inger)
    assert "Bare et utkast" in member.get(f"/min-side/utkast/{idea.pk}/").text
    assert "Bare et utkast" not in Client().get(idea.path_url).text
    assert not [body for body in kept_bodies() if "Bare et utkast" in body]
