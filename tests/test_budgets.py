"""What a page may weigh and ask of the database, on the demo world as `make demo` shows it."""

from __future__ import annotations

import gzip
import posixpath
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core.languages import codes, prefix_of
from core.letters import RANGES
from home.demo.loading import load
from market.models import ProcurementNotice, SupplierProfile
from search import drain

HTML, FIRST_LOAD = 60_000, 160_000  # bytes
LIST_QUERIES, DETAIL_QUERIES, SEARCH_QUERIES = 15, 19, 12
LISTS = [
    "/innovasjon/", "/erfaringer/", "/arrangementer/", "/trader/", "/bibliotek/",
    "/anskaffelser/kunngjoringer/", "/anskaffelser/leverandorer/",
]  # fmt: skip
FILTERED = ["/innovasjon/?type=need", "/innovasjon/?sorter=tittel", "/trader/?sprak=nn"]
LINKED = re.compile(r'(?:href|src)="/static/([^"?]+\.(?:css|js|woff2))"')
FONT = re.compile(r"@font-face\s*{[^}]*url\(\"?([^)\"]+)\"?\)[^}]*unicode-range:\s*([^;}]+)", re.IGNORECASE)
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


def faces_of(sheet: str) -> list[tuple[str, str]]:
    """Return (file, `unicode-range`) of each font that a style sheet declares."""
    return FONT.findall(Path(finders.find(sheet)).read_text(encoding="utf-8"))


def first_load(html: str) -> dict[str, int]:
    """Return what a browser that has nothing yet fetches for a page besides pictures, by name."""
    linked = set(LINKED.findall(html))
    shown = {ord(sign) for sign in html}
    # The order of the sheets: of two fonts with a letter, browsers take the one that is declared last.
    faces = [(name, face) for name in LINKED.findall(html) if name.endswith(".css") for face in faces_of(name)]
    for sheet, (file, ranges) in reversed(faces):
        if letters(ranges) & shown:
            linked.add(posixpath.normpath(f"{posixpath.dirname(sheet)}/{file}"))
            shown -= letters(ranges)
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

    def test_lists_with_a_query_that_nobody_knows(self):
        for path in [*LISTS, "/sok/"]:
            for name in ("x", "tema", "sorter", "etter", "q"):
                self.see(f"{path}?{name}={'%22' * 1_300}", LIST_QUERIES)

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
            assert sum(parts.values()) < FIRST_LOAD, f"{address}: {parts}"


def test_a_font_is_counted_where_its_letters_are():
    assert letters("U+0000-0002, U+0131") == {0, 1, 2, 0x131}
    page = '<link href="/static/inter/index.css"><link href="/static/css/layout.css">'

    def fonts(text: str) -> set[str]:
        return {name for name in first_load(page + text) if name.endswith(".woff2")}

    assert letters(RANGES) == letters(dict(faces_of("css/layout.css"))["../letters/inter-letters.woff2"])
    latin, own = "inter/files/inter-latin-wght-normal.woff2", "letters/inter-letters.woff2"
    assert fonts("") == {latin}
    assert fonts("Kárášjohka, Deanu gielda, Čáhcesuolu") == {latin, own}
    assert fonts("Việt") == {latin, "inter/files/inter-vietnamese-wght-normal.woff2"}
