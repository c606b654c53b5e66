from __future__ import annotations

import pytest

from tests import services
from tests.e2e.crowd import Crowd, chromium
from tests.e2e.site import demo_site

# Of the package and not of the session: while Playwright runs, Django takes the thread for an asynchronous one and
# refuses to ask the database, which the tests of other folders do.


@pytest.fixture(scope="package")
def browser():
    if (program := services.chromium()) is None:
        services.missing("Chromium")
    with chromium(program) as browser:
        yield browser


@pytest.fixture(scope="package")
def site(browser, tmp_path_factory):
    with demo_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="package")
def everybody(browser, site):
    return Crowd(browser, site)


@pytest.fixture
def crowd(everybody):
    """Everybody with a browser; at the end of a test nobody's may have complained."""
    yield everybody
    found = everybody.leave()
    assert not found, "\n".join(found)


@pytest.fixture
def person(crowd):
    """Return a function that gives somebody a browser (`Crowd.enters`)."""
    return crowd.enters


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Say beside a failure what everybody had before them."""
    report = yield
    if report.failed and (everybody := item.funcargs.get("everybody")):
        report.sections.append(("What was seen", everybody.tells()))
    return report
