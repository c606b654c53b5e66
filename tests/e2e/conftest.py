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
def crowd(browser, site):
    return Crowd(browser, site)


@pytest.fixture
def person(crowd):
    """Return a function that gives somebody a browser (`Crowd.enters`); nobody's browser may complain."""
    yield crowd.enters
    found = crowd.leave()
    assert not found, "\n".join(found)
