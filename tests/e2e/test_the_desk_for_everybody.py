"""What is ours on the editors' desk: no fault for axe-core, wide and narrow; the rest of the admin is Wagtail's."""

from __future__ import annotations

import pytest

from tests.e2e.axe import BRIEFLY, EVERYTHING, WIDE, faults

pytestmark = pytest.mark.e2e

WENCHE = "wenche@markedsplassen.example"
LOOKS = [(WIDE, "light", EVERYTHING), *BRIEFLY]
OURS = {
    "/admin/": ".w-dashboard",
    "/admin/veiledning/": ".desk-report",
    "/admin/rapporter/content_checks/": ".desk-report",
    "/admin/rapporter/broken_links/": ".desk-report",
    "/admin/rapporter/due_for_review/": ".desk-report",
    "/admin/rapporter/language_shares/": ".desk-report",
}


def test_our_screens_of_the_desk_have_no_fault(person):
    wenche = person(WENCHE)
    found = {}
    for path, part in OURS.items():
        wenche.goes_to(path)
        assert wenche.page.locator(part).count() == 1, path
        found |= {path: told} if (told := faults(wenche.page, LOOKS, within=part)) else {}

    assert found == {}
