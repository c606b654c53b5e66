from __future__ import annotations

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import services
from tests.e2e.person import Person
from tests.e2e.site import demo_site
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

# Of the package and not of the session: while Playwright runs, Django takes the thread for an asynchronous one and
# refuses to ask the database, which the tests of other folders do.


@pytest.fixture(scope="package")
def browser():
    if (program := services.chromium()) is None:
        services.missing("Chromium")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(browser, tmp_path_factory):
    with demo_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="package")
def kept():
    """Browsers that nobody uses at the moment, by whose they are and whether they run scripts."""
    return {}


@pytest.fixture
def person(site, browser, kept):
    """Return a function that gives somebody a browser: a reader, or the owner of an account, signed in.

    People keep their browsers from test to test, and stay signed in; `fresh` is for those who are to lose their
    session. At the end of a test nobody's browser may have complained.
    """
    in_use = []

    def enters(email="", *, javascript=True, fresh=False):
        whose = email, javascript
        context, troubles = (not fresh and kept.pop(whose, None)) or _new(browser, site, javascript)
        in_use.append((whose, fresh, context, troubles))
        somebody = Person(context.new_page(), site.address, email)
        if email and not _is_signed_in(context):
            somebody.goes_to("/konto/login/")
            somebody.signs_in()
        return somebody

    yield enters
    found = []
    for whose, fresh, context, troubles in in_use:
        found += troubles.told()
        if fresh or whose in kept:
            context.close()
            continue
        for page in context.pages:
            page.close()
        if not whose[0]:
            context.clear_cookies()
        kept[whose] = context, troubles
    assert not found, "\n".join(found)


def _new(browser, site, javascript):
    context = browser.new_context(
        locale="nb-NO", viewport=SCREEN, java_script_enabled=javascript, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    return context, Troubles(context, site.address)


def _is_signed_in(context):
    return any(cookie["name"] == "sessionid" for cookie in context.cookies())
