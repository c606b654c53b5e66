"""What stands in an address or a head and should not: signs, numbers, names of columns. F2-F4, F7-F9, F13, F63, F70."""

import re
import time

import pytest

from tests.factories.everything import LISTS, make_everything, pages_of
from tests.factories.people import make_member
from tests.fuzz.world import ADDRESSES

pytestmark = pytest.mark.django_db
QUICK = 0.2  # seconds of CPU
FOUL = '"><svg/onload=window.__x=1>'
VALUES = [
    "%00",
    "a%00b",
    "%ff%fe",
    "%ed%a0%80",
    "abc",
    "",
    "-1",
    "9" * 30,
    "9" * 3_000,
    "100000",
    "%22%3E%3Csvg/onload=window.__x=1%3E",
]


@pytest.fixture
def world(search_index):
    return make_everything()


@pytest.fixture(params=["nobody", "member"])
def reader(request, anonymous, signed_in):
    return anonymous if request.param == "nobody" else signed_in(make_member("Bente", "Nord kommune"))


def main_of(response):
    """Return what a page shows, without the links to itself in other languages and without what is new each time."""
    text = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r'(?:href|action|value)="[^"]*"', "", text)


@pytest.mark.parametrize("value", VALUES, ids=lambda one: one[:12])
def test_a_page_takes_nothing_from_a_name_that_it_does_not_know(value, reader, world):
    """Neither which rows are read nor how many; nor is it shown."""
    for address in [*LISTS[:4], "/sok/", *pages_of(world)[:4]]:
        plain, asked = reader.get(address), reader.get(f"{address}?id={value}&per_page={value}&pk={value}")
        assert asked.status_code == 200, address
        assert main_of(asked) == main_of(plain), address
        assert FOUL not in asked.text, address


@pytest.mark.parametrize("value", VALUES, ids=lambda one: one[:12])
def test_a_search_or_filter_for_what_is_no_text_is_a_page(value, reader, world):
    names = ["q", "type", "tema", "org", "aar", "sprak", "omrade", "fase", "status", "sorter", "etter"]
    for address in [*LISTS, "/sok/", "/api/search/", "/api/search/suggest/"]:
        answer = reader.get(f"{address}?{'&'.join(f'{name}={value}' for name in names)}")
        assert answer.status_code == 200, address
        assert FOUL not in answer.text or answer["Content-Type"] == "application/json", address


UNREADABLE = ["%ff", "%00", "%ed%a0%80", "%c3%28", "a%ffb", "%E2%80%AE", "%0d%0aSet-Cookie:x=1"]


@pytest.mark.parametrize("sign", UNREADABLE)
def test_an_address_in_no_letters_is_not_found(sign, reader, world):
    for start in ["/", "/nn/", "/en/", *LISTS[1:], "/media/", "/static/", "/historikk/", "/anskaffelser/leverandorer/"]:
        answer = reader.get(f"{start}{sign}/")
        assert answer.status_code == 404, start
        assert "Set-Cookie" not in answer.headers
        assert "x" not in answer.cookies


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 30, "9223372036854775808", "%D9%A3", "-1", "1e3"], ids=ascii)
def test_no_address_has_a_number_that_no_key_is(number, reader, world):
    numbered = [address for address in ADDRESSES if "<id:" in address]
    assert len(numbered) > 20
    for address in numbered:
        path = re.sub(r"<id:\w+>", number[:1_000], address)
        for method in (reader.get, reader.post):
            assert method(path).status_code == 404, path[:60]


HEADS = [
    {"HTTP_ACCEPT_LANGUAGE": "a-" * 5_000},
    {"HTTP_ACCEPT_LANGUAGE": "en;q=" + "9" * 9_000},
    {"HTTP_ACCEPT_LANGUAGE": "*, \x80, nb-" + "x-" * 3_000 + ";q=nan"},
    {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_PORT": "1"},
    {"HTTP_X_ORIGINAL_URL": "/admin/", "HTTP_X_REWRITE_URL": "/admin/", "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_X_FORWARDED_FOR": "127.0.0.1", "HTTP_X_REAL_IP": "127.0.0.1", "HTTP_FORWARDED": "host=evil.example"},
]


@pytest.mark.parametrize("heads", HEADS, ids=lambda one: ascii(one)[:40])
def test_a_page_is_the_same_and_as_quick_whatever_its_reader_sends_along(heads, anonymous, world):
    for address in ["/", "/nn/innovasjon/", "/sok/?q=sensor", *pages_of(world)]:
        plain = anonymous.get(address).content
        begun = time.process_time()
        assert anonymous.get(address, **heads).content == plain, address
        assert time.process_time() - begun < QUICK, address


def test_a_method_that_a_head_asks_for_is_not_carried_out(signed_in, world):
    client = signed_in(world.inger)
    edit = f"/innovasjon/{world.idea.pk}/trekk/"
    assert client.get(edit, HTTP_X_HTTP_METHOD_OVERRIDE="POST", HTTP_X_METHOD_OVERRIDE="POST").status_code == 200
    world.idea.refresh_from_db()
    assert world.idea.live
