"""Whatever a browser sends to any address of ours: never a fault of ours, and 4xx that say what was wrong.

The requests are drawn with a seed from all addresses of tests/addresses.csv; a request that fails names itself, and
fails again the next time.
"""

import csv
import random
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page

from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.cases import make_experience
from tests.factories.events import make_agenda, make_event
from tests.factories.forms import comment_form, idea_form
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_key_person, organisation_of
from tests.factories.threads import make_comment, make_thread

pytestmark = pytest.mark.django_db
REQUESTS = 320
SENSIBLE = {200, 302, 301, 400, 403, 404, 405, 409, 413, 414, 422}
UNKNOWN_METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO"]

with (Path(settings.ROOT) / "tests" / "addresses.csv").open() as file:
    ADDRESSES = [row["address"] for row in csv.DictReader(file)]

ODD = ["", "0", "-1", "x", "9" * 30, "9" * 5000, "٣", "NaN", "1e400", "%00", "%ff%fe", "%ed%a0%80", "%F0%9F%A6%8A"]
ODD += [
    "../../etc/passwd",
    "%3Cscript%3E",
    "' OR 1=1--",
    "%0d%0aSet-Cookie:x",
    "a" * 10_000,
    "(((",
    '"',
    "*",
    "__proto__",
]
NAMES = ["q", "page", "etter", "sort", "type", "tema", "org", "aar", "sprak", "next", "svar", "tittel", "p", "per_page"]
NAMES += [
    "id",
    "order",
    "fields",
    "user__password",
    "a[]",
    "agenda_items-TOTAL_FORMS",
    "factors-TOTAL_FORMS",
    "add_row",
]
ENDINGS = [
    "",
    "",
    "",
    "%00",
    "%ff",
    "æøå/",
    "..%2f",
    "%2e%2e/",
    "//",
    "'",
    "a" * 5000,
    "%0d%0aX: y",
    "?" * 50,
    ";x=y",
    "\\",
]
BODIES = [
    b"",
    b"\x00\xff\xfe",
    b"{",
    b"[" * 50_000,
    b"null",
    b"title=%ff%fe&title=%00&&&===&%ff=1",
    b"<a/>",
    b"a=" + b"b" * 300_000,
]
TYPES = ["application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain"]
TYPES += ["application/json", "", "x" * 3000, "application/x-www-form-urlencoded; charset=utf-7", "image/png"]
HEADERS = [{}, {"HTTP_COOKIE": "sessionid=%00; csrftoken=\x80; messages=x"}, {"HTTP_ACCEPT_LANGUAGE": "a-" * 3000}]
HEADERS += [{"HTTP_RANGE": "bytes=0-,0-,0-"}, {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "%00"}]
HEADERS += [
    {"HTTP_IF_MODIFIED_SINCE": "x" * 500},
    {"HTTP_X_FORWARDED_HOST": "evil"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "PUT"},
]


@pytest.fixture
def member():
    return make_key_person("Inger")


@pytest.fixture
def paths(member):
    """One real path for each address of the table: something published stands behind every number and slug."""
    thread, event = make_thread(member), make_event(member, agenda=make_agenda())
    pages = [thread, event, make_idea(member), make_experience(member, factors=["Tid"]), make_article()]
    slugs = {"kunngjoringer": make_notice().slug, "leverandorer": make_profile().slug}
    numbers = {"/trader/innlegg/": make_comment(thread, member).pk, "/trader/": thread.pk, "/arrangementer/": event.pk}
    numbers |= {"/innovasjon/": pages[2].pk, "/erfaringer/": pages[3].pk, "/min-side/": pages[2].pk}
    return {address: path_of(address, pages, slugs, numbers) for address in ADDRESSES}


def path_of(address, pages, slugs, numbers):
    if not address.startswith("/"):
        label, _space, route = address.partition(" ")
        page = next((page for page in pages if page._meta.label == label), None) or first_of(label)
        return page.path_url + re.sub(r"<slug:\w+>", lambda _match: slugs[route.split("/")[0]], route)
    number = next((number for start, number in numbers.items() if address.startswith(start)), 1)
    return re.sub(r"<id:\w+>", str(number), address).replace("^media/(?P<path>.*)$", "media/x.png")


def first_of(label):
    return next(page for page in Page.objects.filter(depth__gt=1).specific() if page._meta.label == label)


@pytest.fixture(params=["nobody", "member"])
def client(request, member):
    client = Client()
    if request.param == "member":
        client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    return client


def a_request(chance, paths, member):
    """Return method, address, body, content type and headers, some of them well formed."""
    path = paths[chance.choice(sorted(paths))] + chance.choice(ENDINGS)
    query = "&".join(f"{chance.choice(NAMES)}={chance.choice(ODD)}" for _ in range(chance.choice([0, 1, 1, 2, 8])))
    body, kind = chance.choice(BODIES), chance.choice(TYPES)
    if chance.random() < 0.4:
        form = {**idea_form(), **comment_form(organisation=organisation_of(member).pk), "organisation": "1"}
        form |= {chance.choice([*form, *NAMES]): chance.choice(ODD) for _ in range(3)}
        body, kind = "&".join(f"{name}={value}" for name, value in form.items()).encode(), TYPES[0]
    method = chance.choice(["GET", "GET", "GET", "POST", "POST", "HEAD", chance.choice(UNKNOWN_METHODS)])
    return method, path + (f"?{query}" if query else ""), body, kind, chance.choice(HEADERS)


@pytest.mark.slow
def test_nothing_that_is_sent_makes_us_fail(client, paths, member):
    chance = random.Random(20260105)
    for number in range(REQUESTS // 2):
        method, address, body, kind, headers = a_request(chance, paths, member)
        said = (number, method, address[:200], body[:100], kind[:50], headers)
        try:
            response = client.generic(method, address, body, content_type=kind, **headers)
        except Exception as error:
            raise AssertionError(said) from error
        assert response.status_code in SENSIBLE, (response.status_code, said)
        assert "evil" not in response.headers.get("Location", ""), said


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
