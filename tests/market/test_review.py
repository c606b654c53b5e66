"""An editor lets a moderator look a notice or a profile over before it is published."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from market.models import ProcurementNotice, SupplierProfile
from search.drain import drain
from tests.factories.market import make_profile
from tests.factories.people import make_staff
from tests.factories.staff import prove_second_factor
from tests.market.test_admin import NOTICE, SUPPLIER, notice_data, supplier_data, url

pytestmark = pytest.mark.django_db

HOME = "/admin/"
REASON = "Fristen er for kort."


def at_the_desk(name, role):
    user, client = make_staff(name, role), Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    prove_second_factor(client, user)
    client.user = user
    return client


@pytest.fixture
def editor():
    return at_the_desk("Eva", "editor")


@pytest.fixture
def moderator():
    return at_the_desk("Mona", "moderator")


@pytest.fixture
def notice(editor):
    """A notice that an editor has sent to be looked over."""
    editor.post(url(NOTICE, "add"), notice_data(**{"action-submit": "1"}))
    return ProcurementNotice.objects.get()


def decide(client, notice, action, **fields):
    data = {"action-workflow-action": "1", "workflow-action-name": action, **fields}
    return client.post(url(NOTICE, "edit", notice.pk), notice_data(**data), follow=True)


def mails_to(client, mailoutbox):
    return [mail for mail in mailoutbox if mail.to == [client.user.email]]


def test_an_editor_can_send_a_notice_to_the_moderators(editor, moderator, anonymous, mailoutbox):
    assert 'name="action-submit"' in editor.get(url(NOTICE, "add")).text

    editor.post(url(NOTICE, "add"), notice_data(**{"action-submit": "1"}))

    notice = ProcurementNotice.objects.get()
    assert notice.workflow_in_progress
    assert anonymous.get(notice.get_absolute_url()).status_code == 404
    [mail] = mails_to(moderator, mailoutbox)
    assert notice.title in mail.subject
    assert f"http://testserver{url(NOTICE, 'edit', notice.pk)}" in mail.body


def test_the_moderators_see_it_among_what_waits(notice, moderator):
    waiting = moderator.get(HOME)

    assert notice.title in waiting.text
    assert url(NOTICE, "edit", notice.pk) in waiting.text
    assert moderator.get(url(NOTICE, "edit", notice.pk)).status_code == 200


def test_what_a_moderator_approves_is_published_and_found(
    notice, editor, moderator, anonymous, mailoutbox, search_index
):
    answer = decide(moderator, notice, "approve")

    assert answer.redirect_chain == [(HOME, 302)]
    assert [str(one) for one in answer.context["messages"]] == [f"«{notice.title}» er godkjent og publisert."]
    assert anonymous.get(notice.get_absolute_url()).status_code == 200
    drain()
    assert anonymous.get("/api/search/", {"q": "Sårapp"}).json()["total"] == 1
    told = mails_to(editor, mailoutbox)[-1]
    assert f"http://testserver{notice.get_absolute_url()}" in told.body


def test_what_is_sent_back_comes_to_its_author_with_the_reason(notice, editor, moderator, anonymous, mailoutbox):
    extra = json.dumps({"comment": REASON})

    answer = decide(moderator, notice, "reject", **{"workflow-action-extra-data": extra})

    assert answer.redirect_chain == [(HOME, 302)]
    assert [one.level_tag for one in answer.context["messages"]] == ["success"]
    assert "tilbake" in str(next(iter(answer.context["messages"])))
    assert anonymous.get(notice.get_absolute_url()).status_code == 404
    told = mails_to(editor, mailoutbox)[-1]
    assert REASON in told.body
    assert f"http://testserver{url(NOTICE, 'edit', notice.pk)}" in told.body
    assert moderator.get(url(NOTICE, "edit", notice.pk)).status_code != 200


def test_what_was_sent_back_can_be_sent_once_more(notice, editor, moderator, anonymous):
    decide(moderator, notice, "reject", **{"workflow-action-extra-data": '{"comment": ""}'})

    editor.post(url(NOTICE, "edit", notice.pk), notice_data(title="Bedre tittel", **{"action-submit": "1"}))
    decide(moderator, notice, "approve", title="Bedre tittel")

    assert "Bedre tittel" in anonymous.get(notice.get_absolute_url()).text


def test_a_decision_from_the_list_leads_back_to_the_list(notice, moderator, anonymous):
    state = notice.current_workflow_state.current_task_state
    address = reverse(f"{NOTICE}:workflow_action", args=[notice.pk, "approve", state.pk])

    assert moderator.post(address, {"next": HOME}).url == HOME
    assert anonymous.get(notice.get_absolute_url()).status_code == 200


def test_a_moderator_has_no_more_rights_than_to_decide(notice, moderator):
    other = make_profile()

    for namespace, pk in ((SUPPLIER, other.pk), (NOTICE, notice.pk)):
        assert moderator.post(url(namespace, "move", pk), {}).status_code in (302, 403)
        assert moderator.get(url(namespace, "list")).status_code in (302, 403)
    assert moderator.get(url(SUPPLIER, "edit", other.pk)).status_code in (302, 403)


def test_a_supplier_profile_goes_the_same_way(editor, moderator, anonymous):
    editor.post(url(SUPPLIER, "add"), supplier_data(**{"action-submit": "1"}))
    profile = SupplierProfile.objects.get()
    data = supplier_data(**{"action-workflow-action": "1", "workflow-action-name": "approve"})

    assert moderator.post(url(SUPPLIER, "edit", profile.pk), data).url == HOME

    assert anonymous.get(profile.get_absolute_url()).status_code == 200
