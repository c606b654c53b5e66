"""Everybody with a browser: they keep it from visit to visit, and stay signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e.person import Person
from tests.e2e.site import Site
from tests.e2e.troubles import Troubles

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000  # milliseconds, on a machine that has other things to do
SCREEN = {"width": 1280, "height": 900}


@contextmanager
def chromium(program: str) -> Iterator[Browser]:
    """Start the browser that lies at `program`, and close it afterwards."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


class Crowd:
    """The people at one site.

    `kept` are the browsers that nobody uses at the moment, by whose they are and whether they run scripts.
    """

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.kept: dict[tuple[str, bool], tuple[BrowserContext, Troubles]] = {}
        self.in_use: list[tuple[tuple[str, bool], bool, BrowserContext, Troubles]] = []

    def enters(self, email: str = "", *, javascript: bool = True, fresh: bool = False) -> Person:
        """Give somebody a browser: a reader, or the owner of an account, signed in.

        `fresh` is for those who are to lose their session, or change it.
        """
        whose = email, javascript
        context, troubles = (not fresh and self.kept.pop(whose, None)) or self._new(javascript)
        self.in_use.append((whose, fresh, context, troubles))
        somebody = Person(context.new_page(), self.site.address, email)
        if email and not any(cookie["name"] == "sessionid" for cookie in context.cookies()):
            somebody.goes_to("/konto/login/")
            somebody.signs_in()
        return somebody

    def tells(self) -> str:
        """Return the addresses everybody is at, and how the pages there begin."""
        pages = [(whose, page) for (whose, _), _, context, _ in self.in_use for page in context.pages]
        return "\n".join(f"{whose or 'A reader'} at {page.url}:\n{_beginning(page)}" for whose, page in pages)

    def leave(self) -> list[str]:
        """Let everybody close what they have open; return what their browsers complained about."""
        found = []
        for whose, fresh, context, troubles in self.in_use:
            found += troubles.told()
            if fresh or whose in self.kept:
                context.close()
                continue
            for page in context.pages:
                page.close()
            if not whose[0]:
                context.clear_cookies()
            self.kept[whose] = context, troubles
        self.in_use = []
        return found

    def _new(self, javascript: bool) -> tuple[BrowserContext, Troubles]:
        context = self.browser.new_context(
            locale="nb-NO", viewport=SCREEN, java_script_enabled=javascript, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        return context, Troubles(context, self.site.address)


def _beginning(page: Page) -> str:
    return page.locator("body").inner_text()[:800]
