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
        pytest.skip("there is no Chromium on this machine")
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
def cookies():
    """The cookies of those who have signed in before, by e-mail address."""
    return {}


@pytest.fixture
def person(site, browser, cookies):
    """Return a function that gives somebody a browser: a reader, or the owner of an account, signed in.

    `fresh` signs in anew, for those who are to lose their session. At the end nobody's browser may have complained.
    """
    browsers = []

    def enters(email="", *, javascript=True, fresh=False):
        context = browser.new_context(
            locale="nb-NO", viewport=SCREEN, java_script_enabled=javascript, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        browsers.append((context, Troubles(context, site.address)))
        somebody = Person(context.new_page(), site.address, email)
        if not email:
            return somebody
        if fresh or email not in cookies:
            somebody.goes_to("/konto/login/")
            somebody.signs_in()
            if not fresh:
                cookies[email] = context.cookies()
        else:
            context.add_cookies(cookies[email])
        return somebody

    yield enters
    for context, _troubles in browsers:
        context.close()
    found = [trouble for _context, troubles in browsers for trouble in troubles.found]
    assert not found, "\n".join(found)
