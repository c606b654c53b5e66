"""An article that an editor sends to a colleague."""

import pytest
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage

from home.models import ArticlePage
from home.roles import EDITORIAL, NEWCOMERS
from home.site_tree import build_site
from tests.factories.articles import make_article
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    """An article, the client of the editor who sent it, and that of her colleague."""
    synnove, eva = at_the_desk("editor"), at_the_desk("administrator", "Eva")
    page = make_article("Dørlåser")
    page.title = "Dørlåser, ny utgave"
    page.save_revision(user=synnove.user)
    page.get_workflow().start(page, synnove.user)
    return ArticlePage.objects.get(pk=page.pk), synnove, eva


def decide(client, page, action):
    state = page.current_workflow_state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(address, {"comment": "Kort ned innledningen."})


def test_a_colleague_approves_and_it_is_published(sent):
    page, _synnove, eva = sent
    assert page.title not in eva.get("/admin/").text or "Dørlåser, ny utgave" in eva.get("/admin/").text

    decide(eva, page, "approve")

    assert ArticlePage.objects.get(pk=page.pk).title == "Dørlåser, ny utgave"


def test_who_asked_for_it_cannot_approve_nor_change_it_meanwhile(sent):
    page, synnove, _eva = sent

    decide(synnove, page, "approve")

    assert ArticlePage.objects.get(pk=page.pk).title == "Dørlåser"
    assert page.get_lock().for_user(synnove.user)
    assert "action-publish" not in synnove.get(f"/admin/pages/{page.pk}/edit/").text


def test_a_colleague_asks_for_changes_and_it_can_be_changed_again(sent):
    page, synnove, eva = sent

    decide(eva, page, "reject")

    page = ArticlePage.objects.get(pk=page.pk)
    assert page.title == "Dørlåser"
    assert page.get_lock() is None
    assert "Kort ned innledningen." in synnove.get(f"/admin/pages/{page.pk}/edit/").text


def test_only_what_editors_write_goes_to_editors():
    workflows = {one.page.slug: one.workflow.name for one in WorkflowPage.objects.select_related("page", "workflow")}

    assert {slug for slug, name in workflows.items() if name == EDITORIAL} == {"bibliotek", "om"}
    assert {workflows["innovasjon"], workflows["trader"]} == {NEWCOMERS}


def test_a_site_from_before_gets_it_and_a_workflow_of_its_own_is_kept():
    newcomers, own = Workflow.objects.get(name=NEWCOMERS), Workflow.objects.create(name="Eget løp")
    WorkflowPage.objects.filter(page__slug="bibliotek").update(workflow=newcomers)
    WorkflowPage.objects.filter(page__slug="om").update(workflow=own)

    build_site()

    names = dict(
        WorkflowPage.objects.filter(page__slug__in=["bibliotek", "om"]).values_list("page__slug", "workflow__name")
    )
    assert names == {"bibliotek": EDITORIAL, "om": "Eget løp"}
