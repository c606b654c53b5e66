"""What a page may weigh and ask of the database, on the demo world as `make demo` shows it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core.languages import codes, prefix_of
from home.demo.loading import load
from market.models import ProcurementNotice, SupplierProfile
from search import drain

HTML, FIRST_LOAD = 60_000, 160_000  # bytes
SAMI = 96_000  # more, where Sámi letters are shown: the whole of Inter beyond Latin-1 comes with them
LIST_QUERIES, DETAIL_QUERIES, SEARCH_QUERIES = 15, 19, 12
LISTS = [
    "/innovasjon/", "/erfaringer/", "/arrangementer/", "/trader/", "/bibliotek/",
    "/anskaffelser/kunngjoringer/", "/anskaffelser/leverandorer/",
]  # fmt: skip
FILTERED = ["/innovasjon/?type=need", "/innovasjon/?sorter=tittel", "/trader/?sprak=nn"]
LINKED = re.compile(r'(?:href|src)="/static/([^"?]+\.(?:css|js|woff2))"')
FONT = re.compile(r"@font-face\s*{[^}]*url\(\.?/?([^)]+)\)[^}]*unicode-range:\s*([^;}]+)", re.IGNORECASE)
ANYWHERE_ELSE = re.compile(r'(?:src|srcset|action)="(?:https?:)?//|<link[^>]+href="(?:https?:)?//(?!testserver)')


def letters(ranges: str) -> set[int]:
    """Return the code points of a `unicode-range`."""
    found: set[int] = set()
    for one in ranges.replace("U+", "").split(","):
        first, _dash, last = one.strip().partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def weight(path: str) -> int:
    """Return the bytes of a static file as they are sent: text is compressed beforehand, fonts are already."""
    data = Path(finders.find(path)).read_bytes()
    return len(data) if path.endswith(".woff2") else len(gzip.compress(data, 9, mtime=0))


def first_load(html: str) -> dict[str, int]:
    """Return what a browser that has nothing yet fetches for a page besides pictures, by name."""
    linked = set(LINKED.findall(html))
    shown = {ord(sign) for sign in html}
    for sheet in [name for name in linked if name.endswith(".css")]:
        css = Path(finders.find(sheet)).read_text(encoding="utf-8")
        linked |= {
            f"{sheet.rpartition('/')[0]}/{file}" for file, ranges in FONT.findall(css) if letters(ranges) & shown
        }
    return {name: weight(name) for name in linked}


def in_every_language(path: str) -> list[str]:
    return [prefix_of(code) + path for code in codes()]


@pytest.mark.slow
class TestTheDemoWorld(TestCase):
    @classmethod
    def setUpTestData(cls):
        load()

    def see(self, path: str, queries: int) -> str:
        """Return the page at `path`, after it has been seen to keep within its budgets."""
        with CaptureQueriesContext(connection) as asked:
            response = self.client.get(path)
        assert response.status_code == 200, path
        assert len(asked) <= queries, f"{path} asks {len(asked)} times"
        assert len(response.content) < HTML, f"{path} has {len(response.content):,} bytes"
        html = response.text
        assert not ANYWHERE_ELSE.search(html), f"{path} fetches from somewhere else"
        return html

    def test_lists_in_every_language(self):
        for path in LISTS:
            for address in in_every_language(path):
                self.see(address, LIST_QUERIES)

    def test_filtered_and_sorted_lists(self):
        for address in FILTERED:
            self.see(address, LIST_QUERIES)

    def test_front_page(self):
        for address in in_every_language("/"):
            self.see(address, DETAIL_QUERIES)

    def test_every_page(self):
        seen = set()
        for page in (
            Page.objects.live().filter(depth__gte=3, state__access_key="open").specific().iterator(chunk_size=50)
        ):
            seen.add(type(page).__name__)
            self.see(page.path_url, DETAIL_QUERIES)
        assert len(seen) >= 9

    def test_what_is_on_the_market(self):
        for model in (ProcurementNotice, SupplierProfile):
            found = list(model.objects.visible_to(None))
            assert found
            for one in found:
                self.see(one.get_absolute_url(), DETAIL_QUERIES)

    def test_search(self):
        drain.rebuild()
        assert "mp-hit" in self.see("/sok/?q=medisindispenser", SEARCH_QUERIES)

    def test_the_first_load(self):
        for address in ["/", "/innovasjon/", "/en/", "/trader/"]:
            parts = first_load(self.client.get(address).text)
            kinds = {name.rpartition(".")[2] for name in parts}
            assert kinds == {"css", "js", "woff2"}
            beyond = {name: size for name, size in parts.items() if "latin-ext" in name or "vietnamese" in name}
            assert sum(beyond.values()) < SAMI
            assert sum(parts.values()) - sum(beyond.values()) < FIRST_LOAD, f"{address}: {parts}"


def test_a_font_is_counted_where_its_letters_are():
    assert letters("U+0000-0002, U+0131") == {0, 1, 2, 0x131}
    page = '<link href="/static/inter/index.css">'
    assert [name for name in first_load(page) if "latin-wght" in name]
    assert not [name for name in first_load(page) if "latin-ext" in name]
    assert [name for name in first_load(page + "Kárášjohka") if "latin-ext" in name]
