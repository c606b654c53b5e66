"""Nothing that editors do every day breaks the admin's content policy; the site's own pages are walked by other tests.

Every browser of these tests complains of breaches (see `troubles`); here it is led to where Wagtail's scripts work.
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.e2e

SYNNOVE = "synnove@markedsplassen.example"  # editor
DESK = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/images/multiple/add/",
    "/admin/documents/",
    "/admin/documents/multiple/add/",
    "/admin/snippets/market/procurementnotice/",
    "/admin/snippets/market/procurementnotice/add/",
    "/admin/snippets/market/supplierprofile/",
    "/admin/reports/aging-pages/",
    "/admin/account/",
]


@pytest.mark.parametrize("path", DESK)
def test_a_page_of_the_admin_keeps_to_its_policy(person, path):
    editor = person(SYNNOVE)
    assert editor.goes_to(path) == 200
    editor.page.wait_for_load_state("networkidle")


def test_the_editor_of_a_page_with_its_blocks_and_choosers_keeps_to_the_policy(person):
    editor = person(SYNNOVE)
    editor.goes_to("/admin/pages/")
    found = editor.page.request.get(f"{editor.address}/admin/api/main/pages/?slug=slik-deltar-du&type=home.ArticlePage")
    editor.goes_to(f"/admin/pages/{found.json()['items'][0]['id']}/edit/")
    page = editor.page
    page.wait_for_load_state("networkidle")
    page.locator("[data-contentpath=body]").first.wait_for()
    page.locator("[data-chooser-action-choose]").first.evaluate("button => button.click()")
    page.locator(".modal-dialog").wait_for()
    page.wait_for_load_state("networkidle")
