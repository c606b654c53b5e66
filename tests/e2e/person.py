"""People at the site, who act by role, label and visible text."""

from __future__ import annotations

import base64
import hmac
import re
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect

from home.demo.people import PASSWORD, totp_secret

FIELDS = "input, textarea, select"
SECONDS_OF_A_CODE = 30


def one_time_code(secret: str, at: float) -> str:
    """Return the six digits an authenticator app shows (RFC 6238, with SHA-1)."""
    counter = int(at // SECONDS_OF_A_CODE).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def hits_with(text: str, scope: Locator) -> Locator:
    return scope.get_by_role("article").filter(has_text=text)


class Sight:
    """A part of a page, and what one sees there."""

    def __init__(self, page: Page, scope: Locator) -> None:
        self.page, self.scope = page, scope

    def field(self, label: str) -> Locator:
        """Return a field by its label, whether or not the label says that it is optional or required."""
        pattern = re.compile(rf"^\s*{re.escape(label)}\s*(\(valgfritt\)|\*)?\s*$")
        return self.scope.get_by_label(pattern).and_(self.page.locator(FIELDS))

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.scope.get_by_text(text).filter(visible=True).first).to_be_visible()

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            expect(self.scope.get_by_text(text).filter(visible=True)).to_have_count(0)

    def sees_heading(self, text: str) -> None:
        expect(self.scope.get_by_role("heading", name=text, exact=True)).to_be_visible()

    def sees_in_field(self, label: str, text: str) -> None:
        expect(self.field(label)).to_have_value(text)

    def sees_link(self, name: str) -> None:
        expect(self.scope.get_by_role("link", name=name, exact=True).first).to_be_visible()

    def sees_no_link(self, name: str) -> None:
        expect(self.scope.get_by_role("link", name=name, exact=True)).to_have_count(0)


class Place(Sight):
    """A part of a page, and what one does there."""

    def at(self, role: Any, name: str) -> Place:
        """Return the part of this place with that role and name."""
        return Place(self.page, self.scope.get_by_role(role, name=name, exact=True))

    def writes(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def chooses(self, label: str) -> None:
        """Mark a box or a radio button."""
        self.scope.get_by_label(label, exact=True).check()

    def ticks(self, filter_label: str) -> None:
        """Mark a filter; its label goes on with how many results it gives."""
        self.scope.get_by_role("checkbox", name=re.compile(rf"^{re.escape(filter_label)} \d+ treff$")).check()

    def picks(self, label: str, option: str) -> None:
        """Choose from a list that opens."""
        self.field(label).select_option(label=option)

    def clicks(self, role: Any, name: str) -> None:
        """Use something that does not lead to another page."""
        self.scope.get_by_role(role, name=name, exact=True).first.click()

    def opens(self, summary: str) -> None:
        """Unfold what stands under a line that opens and closes."""
        self.scope.get_by_text(summary, exact=True).click()

    def follows(self, link: str) -> None:
        with self.page.expect_navigation():
            self.clicks("link", link)

    def presses(self, button: str) -> None:
        """Press a button that sends a form."""
        with self.page.expect_navigation():
            self.clicks("button", button)


class Person(Place):
    """Somebody with a browser; what is not said to be elsewhere happens in the main part of the page."""

    def __init__(self, page: Page, address: str, email: str = "") -> None:
        super().__init__(page, page.get_by_role("main"))
        self.address, self.email = address, email

    def on_the_page(self, role: Any, name: str | None = None) -> Place:
        """Return a part of the page outside its main part."""
        return Place(self.page, self.page.get_by_role(role, name=name))

    @property
    def header(self) -> Place:
        return self.on_the_page("banner")

    def opens_another_tab(self) -> Person:
        return Person(self.page.context.new_page(), self.address, self.email)

    @property
    def here(self) -> str:
        """The path of the page that is shown."""
        return urlsplit(self.page.url).path

    def goes_to(self, path: str) -> int:
        """Open an address of the site and return the status of the answer."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None, path
        return answer.status

    def finds_nothing_at(self, path: str) -> None:
        assert self.goes_to(path) == 404
        self.sees("Vi finner ikke denne siden")

    def finds_withdrawn(self, path: str) -> None:
        assert self.goes_to(path) == 410
        self.sees("Denne siden er trukket tilbake")

    def signs_in(self) -> None:
        """Use the form one is led to; those who work in the admin have a second factor."""
        self.writes("E-post", self.email)
        self.writes("Passord", PASSWORD)
        self.presses("Logg inn")
        if self.here == "/konto/2fa/authenticate/":
            self.writes("Kode", one_time_code(totp_secret(self.email), time.time()))
            self.presses("Logg inn")
        assert not self.here.startswith("/konto/"), f"{self.email} could not sign in"

    def searches(self, words: str) -> None:
        """Use the search field at the top of every page, or the large one that stands in its place."""
        box = self.page.get_by_role("searchbox").filter(visible=True)
        box.fill(words)
        with self.page.expect_navigation():
            box.press("Enter")

    def finds(self, text: str, *, by: str = "", within: float = 2) -> None:
        """Search until `text` is in one of the hits, which must be so within that many seconds."""
        until = time.monotonic() + within
        while True:
            in_time = time.monotonic() < until
            self.goes_to(f"/sok/?{urlencode({'q': by or text})}")
            if hits_with(text, self.scope).count():
                return
            assert in_time, f"{text!r} was not found within {within} seconds"

    def does_not_find(self, text: str, *, by: str = "") -> None:
        self.goes_to(f"/sok/?{urlencode({'q': by or text})}")
        self.sees_heading("Søk")
        expect(hits_with(text, self.scope)).to_have_count(0)
