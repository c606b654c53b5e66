"""The workflows that come with the site, and where a decision leads."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Task, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from arena.models import IdeaPage
from core.access import OPEN
from core.actions import send_to_review
from home.roles import MARKET, NEWCOMERS
from home.site_tree import build_site
from market.models import ProcurementNotice, SupplierProfile
from tests.factories.arena import make_idea
from tests.factories.people import make_member, make_staff
from tests.factories.staff import prove_second_factor
from tests.words import BOKMAL

pytestmark = pytest.mark.django_db


def everything():
    models = (Workflow, WorkflowTask, WorkflowPage, WorkflowContentType, Task)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_what_is_built_once_stays_as_it_is():
    before = everything()

    build_site()
    call_command("migrate", verbosity=0)

    assert everything() == before


def test_pages_and_what_the_market_holds_have_their_workflows():
    assert ProcurementNotice.get_default_workflow().name == SupplierProfile.get_default_workflow().name == MARKET
    assert make_idea(make_member()).get_workflow().name == NEWCOMERS
    groups = {group.name for name in (MARKET, NEWCOMERS) for group in groups_of(name)}
    assert groups == {"moderator"}


def test_the_names_of_workflows_and_tasks_are_said_in_both_forms_of_norwegian():
    names = [*Workflow.objects.values_list("name", flat=True), *Task.objects.values_list("name", flat=True)]
    assert len(names) > 4
    assert [name for name in names if BOKMAL.search(name)] == []


def groups_of(name):
    [task] = Workflow.objects.get(name=name).tasks
    return task.specific.groups.all()


def test_a_workflow_that_an_administrator_chose_is_kept():
    own = Workflow.objects.create(name="To par øyne")
    kind = ContentType.objects.get_for_model(ProcurementNotice)
    WorkflowContentType.objects.filter(content_type=kind).update(workflow=own)

    build_site()

    assert ProcurementNotice.get_default_workflow() == own


@pytest.fixture
def moderator(signed_in):
    user = make_staff("Mona", "moderator")
    client = signed_in(user)
    prove_second_factor(client, user)
    return client


@pytest.fixture
def waiting():
    author = make_member("Nils", verified=False)
    page = make_idea(author, published=False)
    send_to_review(page=page, author=author, access_key=OPEN)
    return page


def decide(moderator, page, action):
    form = {"title": page.title, "slug": page.slug, "language": "nb", "kind": "need", "summary": page.summary}
    form |= {f"comments-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    form |= {"action-workflow-action": "1", "workflow-action-name": action}
    form["workflow-action-extra-data"] = '{"comment": "Skriv hvem det gjelder."}'
    return moderator.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form, follow=True)


@pytest.mark.parametrize(
    ("action", "told", "is_live"),
    [("approve", "«{}» er godkjent og publisert.", True), ("reject", "«{}» er sendt tilbake", False)],
)
def test_a_moderator_who_has_decided_meets_what_waits_and_no_refusal(action, told, is_live, moderator, waiting):
    answer = decide(moderator, waiting, action)

    assert answer.redirect_chain == [("/admin/", 302)]
    [message] = answer.context["messages"]
    assert message.level_tag == "success"
    assert str(message).startswith(told.format(waiting.title))
    assert IdeaPage.objects.get(pk=waiting.pk).live is is_live


def test_an_editor_who_only_saves_stays_where_she_is(waiting, signed_in):
    user = make_staff("Eva", "editor")
    client = signed_in(user)
    prove_second_factor(client, user)
    page = make_idea(make_member("Bente"))
    form = {"title": page.title, "slug": page.slug, "language": "nb", "kind": "need"}
    form |= {f"comments-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}

    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert client.post(address, form).url == address
