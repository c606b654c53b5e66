"""Methods, heads, page numbers and bodies that are too large, at every address of ours; tests/fuzz draws at random."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.cases import make_experience
from tests.factories.events import make_agenda, make_event
from tests.factories.forms import idea_form
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_key_person
from tests.factories.threads import make_comment, make_thread
from tests.fuzz.world import ADDRESSES, paths_of

pytestmark = pytest.mark.django_db
UNKNOWN_METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO"]

TYPES = ["application/x-www-form-urlencoded"]


@pytest.fixture
def member():
    return make_key_person("Inger")


@pytest.fixture
def paths(member):
    """One real path for each address of the table: something published stands behind every number and slug."""
    thread, event = make_thread(member), make_event(member, agenda=make_agenda())
    pages = [thread, event, make_idea(member), make_experience(member, factors=["Tid"]), make_article()]
    slugs = {"kunngjoringer": make_notice().slug, "leverandorer": make_profile().slug}
    comment, idea, experience = make_comment(thread, member), pages[2], pages[3]
    numbers = {"/trader/innlegg/": [comment.pk], "/trader/": [thread.pk], "/arrangementer/": [event.pk]}
    numbers |= {"/innovasjon/": [idea.pk], "/erfaringer/": [experience.pk], "": [idea.pk]}
    words = {"uuid": str(uuid4()), "section": "sider", "path": "finnes-ikke.png"}
    return {address: paths_of(address, pages, slugs, numbers, words)[0] for address in ADDRESSES}


@pytest.fixture(params=["nobody", "member"])
def client(request, member):
    client = Client()
    if request.param == "member":
        client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_method_that_nothing_takes_is_answered_with_those_that_are(client, paths):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for path in paths.values():
        for method in UNKNOWN_METHODS:
            response = strict.generic(method, path)
            assert response.status_code == 405, (method, path)
            assert {"GET", "HEAD", "POST"} >= set(response["Allow"].split(", "))


def test_head_is_answered_as_get_is_but_without_a_body(client, paths):
    for path in paths.values():
        looked, asked = client.get(path), client.head(path)
        assert looked.status_code == asked.status_code, path
        assert asked.status_code == 405 or not asked.content, path
        assert {"Cache-Control", "X-Frame-Options", "Content-Security-Policy"} <= set(asked.headers), path


PAGE_NUMBERS = ["", "-1", "0", "x", "9" * 30, "9" * 5000, "%D9%A3", "%00", "1&etter=2", "1.5", "%ff"]


@pytest.mark.parametrize("number", PAGE_NUMBERS, ids=lambda one: one[:12])
def test_a_page_number_that_is_none_is_page_one(number, anonymous):
    for address in ("/innovasjon/", "/erfaringer/", "/arrangementer/", "/trader/", "/bibliotek/", "/sok/"):
        for name in ("page", "etter"):
            assert anonymous.get(f"{address}?{name}={number}").status_code == 200, address


TOO_LARGE = [
    (b"a=" + b"b" * 3_000_000, 413, "Dette er mer enn vi kan ta imot på én gang"),
    (b"&".join(b"f%d=x" % n for n in range(6_000)), 400, "Vi kunne ikke lese det nettleseren sendte"),
]


@pytest.mark.parametrize(("body", "status", "words"), TOO_LARGE, ids=["bytes", "fields"])
def test_what_is_too_large_is_refused_in_plain_words(body, status, words, client):
    page = client.generic("POST", "/innovasjon/del/", body, content_type=TYPES[0])
    assert page.status_code == status
    assert '<html lang="nb"' in page.text
    assert words in page.text


ROWS = ["-1", "1000000000", "9" * 30, "", "x", "%D9%A3", "1.5", "NaN", None]


@pytest.mark.parametrize("total", ROWS)
@pytest.mark.parametrize(
    ("address", "prefixes"), [("/erfaringer/del/", ["factors", "pairs"]), ("/arrangementer/nytt/", ["agenda_items"])]
)
def test_rows_that_cannot_be_counted_are_an_error_in_plain_norwegian(address, prefixes, total, member, signed_in):
    counts = {f"{prefix}-INITIAL_FORMS": "0" for prefix in prefixes}
    if total is not None:
        counts |= {f"{prefix}-TOTAL_FORMS": total for prefix in prefixes}
    response = signed_in(member).post(address, {**idea_form(), **counts})

    assert response.status_code == 422
    assert "ManagementForm" not in response.text
    assert re.search("Skjemaet kom ikke helt fram|Det er plass til høyst", response.text)
