"""Whom a draft of a published page is meant for is kept with it, and counts when the draft is published."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState

from arena.models import IdeaPage
from cases.models import ExperiencePage
from core.models import PageState
from search.drain import drain
from tests.factories.arena import make_idea
from tests.factories.cases import make_experience
from tests.factories.forms import idea_form
from tests.factories.people import make_key_person, make_member, make_staff
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db
SECRET = "zyqvomark"


def edit(client, page, audience, **fields):
    """Send the form of a page as it stands, with another audience and `fields`."""
    address = reverse("idea_edit", args=[page.pk])
    form = client.get(address).context["form"]
    typed = {name: value for name, value in form.initial.items() if isinstance(value, str | int)}
    sent = {**idea_form(), **typed, "audience": audience, **fields}
    if "save" in fields:
        del sent["publish"]
    return client.post(address, sent)


def is_read_by(page, client):
    return SECRET in client.get(page.path_url).text


def is_found_by(client):
    drain()
    return client.get("/api/search/", {"q": SECRET}).json()["total"] == 1


def test_a_draft_for_fewer_readers_is_shown_so_and_published_so(signed_in, anonymous, search_index):
    inger = make_member("Inger")
    idea = make_idea(inger)
    client = signed_in(inger)

    edit(client, idea, "org", summary=SECRET, save="1")
    assert idea.state.access_key == "open"
    assert client.get(reverse("idea_edit", args=[idea.pk])).context["form"]["audience"].value() == "org"
    assert "kan den leses av: bare egen organisasjon" in client.get(reverse("draft", args=[idea.pk])).text.lower()

    IdeaPage.objects.get().get_latest_revision().publish(user=inger, skip_permission_checks=True)
    assert not is_read_by(idea, anonymous)
    assert is_read_by(idea, client)
    assert not is_found_by(anonymous)
    assert is_found_by(client)
    assert PageState.objects.get(pk=idea.pk).wanted_key == ""


@pytest.mark.parametrize(("audience", "open_to_all"), [("org", False), ("members", False), ("open", True)])
def test_a_moderator_publishes_a_newcomers_change_for_whom_it_was_meant(audience, open_to_all, signed_in, anonymous):
    ruth = make_member("Ruth", verified=False)
    idea = make_idea(ruth)
    edit(signed_in(ruth), idea, audience, summary=SECRET, publish="1")
    assert not is_read_by(idea, anonymous)

    mona = make_staff("Mona", "moderator")
    moderator = signed_in(mona)
    prove_second_factor(moderator, mona)
    state = TaskState.objects.get()
    moderator.post(reverse("wagtailadmin_pages:workflow_action", args=[idea.pk, "approve", state.pk]), {})
    assert IdeaPage.objects.get().summary == SECRET
    assert is_read_by(idea, anonymous) is open_to_all


@pytest.mark.parametrize(("wanted", "open_to_all"), [("org", False), ("members", False), ("open", True)])
def test_a_key_person_approves_a_change_for_whom_it_was_meant(wanted, open_to_all, signed_in, anonymous):
    bente, inger = make_member("Bente"), make_key_person("Inger")
    report = make_experience(bente)
    client, approver = signed_in(bente), signed_in(inger)
    address = reverse("experience_edit", args=[report.pk])
    form = client.get(address)
    typed = {**fields_of(form), "audience": wanted, "summary": SECRET, "publish": "1"}
    assert client.post(address, typed).status_code == 302

    draft = approver.get(reverse("draft", args=[report.pk]))
    assert draft.context["readers"] == PageState.objects.get(pk=report.pk).readers
    revision = ExperiencePage.objects.get().latest_revision_id
    approver.post(reverse("experience_approve", args=[report.pk]), {"seen_revision": revision})
    assert ExperiencePage.objects.get().summary == SECRET
    assert is_read_by(report, anonymous) is open_to_all


def fields_of(answer):
    """Return what a browser would send of the form on a page."""
    form = answer.context["form"]
    sent = {one.html_name: one.value() for one in form if one.value() not in (None, "", False, [])}
    for rows in (form.factors, form.pairs):
        sent |= {one.html_name: one.value() for one in rows.management_form}
        sent |= {one.html_name: one.value() for row in rows for one in row if one.value() not in (None, "", False)}
    return sent


def test_a_withdrawn_page_stays_closed_whatever_was_wanted(signed_in, anonymous):
    inger = make_member("Inger")
    idea = make_idea(inger)
    client = signed_in(inger)
    edit(client, idea, "open", summary=SECRET, save="1")
    client.post(reverse("idea_withdraw", args=[idea.pk]))
    IdeaPage.objects.get().get_latest_revision().publish(user=inger, skip_permission_checks=True)
    assert anonymous.get(idea.path_url).status_code == 410
    assert PageState.objects.get(pk=idea.pk).wanted_key == ""


def test_what_is_not_published_yet_is_for_whom_was_last_chosen(signed_in):
    inger = make_member("Inger")
    idea = make_idea(inger, published=False)
    edit(signed_in(inger), idea, "members", save="1")
    assert (PageState.objects.get(pk=idea.pk).access_key, PageState.objects.get(pk=idea.pk).wanted_key) == (
        "members",
        "",
    )
    assert Client().get(idea.path_url).status_code == 404
