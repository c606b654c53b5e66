"""What a newcomer meets at a page that waits for a moderator, and how it is taken back."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from arena.models import IdeaPage
from core.access import OPEN
from core.actions import publish_page, save_draft, send_to_review, take_back
from core.models import AuditEntry
from tests.factories.arena import make_idea
from tests.factories.cases import make_experience, make_waiting
from tests.factories.events import make_event
from tests.factories.forms import idea_form
from tests.factories.people import make_key_person, make_member, make_staff
from tests.factories.staff import prove_second_factor
from tests.factories.threads import make_thread

pytestmark = pytest.mark.django_db

WAITS, TAKE_BACK = "Venter på godkjenning", "Ta tilbake og rediger"


@pytest.fixture
def nils():
    return make_member("Nils", verified=False)


def sent(page, author):
    send_to_review(page=page, author=author, access_key=OPEN)
    return page


def drafted(pk):
    return reverse("draft", args=[pk])


def taken_back(pk):
    return reverse("draft_take_back", args=[pk])


@pytest.mark.parametrize(
    ("make", "edit"),
    [
        (make_idea, "idea_edit"),
        (make_thread, "thread_edit"),
        (make_event, "event_edit"),
        (make_experience, "experience_edit"),
    ],
)
def test_the_page_and_its_form_say_that_it_waits(make, edit, nils, signed_in):
    page = sent(make(nils, published=False), nils)
    client = signed_in(nils)

    for address in (drafted(page.pk), reverse(edit, args=[page.pk])):
        shown = client.get(address).text
        assert WAITS in shown
        assert "Du får e-post når den er publisert" in shown
        assert f'action="{taken_back(page.pk)}"' in shown
        assert 'name="publish"' not in shown


def test_taking_back_leads_to_the_form_and_it_can_be_sent_again(nils, signed_in, mailoutbox):
    moderator = make_staff("Mona", "moderator")
    idea = sent(make_idea(nils, published=False), nils)
    client = signed_in(nils)

    answer = client.post(taken_back(idea.pk), follow=True)

    edit = reverse("idea_edit", args=[idea.pk])
    assert answer.redirect_chain == [(edit, 302)]
    assert "Du har tatt siden tilbake" in answer.text
    assert 'name="publish"' in answer.text
    assert AuditEntry.objects.filter(action="page.taken_back", actor_name="Nils").count() == 1
    idea = IdeaPage.objects.get()
    assert (idea.live, idea.current_workflow_state) == (False, None)
    client.post(edit, idea_form(idea, title="Bedre tittel"))
    assert IdeaPage.objects.get().current_workflow_state is not None
    assert [mail.to for mail in mailoutbox] == [[moderator.email]] * 2


def test_the_moderators_no_longer_see_what_is_taken_back(nils, signed_in):
    moderator = make_staff("Mona", "moderator")
    desk = signed_in(moderator)
    prove_second_factor(desk, moderator)
    idea = sent(make_idea(nils, published=False), nils)
    assert idea.title in desk.get("/admin/").text

    signed_in(nils).post(taken_back(idea.pk))

    assert idea.title not in desk.get("/admin/").text
    assert desk.get(drafted(idea.pk)).status_code == 404


def test_taking_back_twice_or_too_late_changes_nothing(nils, signed_in):
    idea = sent(make_idea(nils, published=False), nils)
    client = signed_in(nils)
    idea.current_workflow_state.current_task_state.approve(user=make_staff("Mona", "moderator"))

    for _time in range(2):
        answer = client.post(taken_back(idea.pk), follow=True)
        assert "venter ikke lenger" in answer.text
    assert IdeaPage.objects.get().live
    assert not AuditEntry.objects.filter(action="page.taken_back").exists()


def test_what_is_published_stays_published(nils):
    idea = make_idea(nils, title="Før")
    idea.title = "Etter"
    save_draft(page=idea, editor=nils, seen_revision=idea.latest_revision_id)
    sent(idea, nils)

    assert take_back(page=IdeaPage.objects.get(), actor=nils)

    idea = IdeaPage.objects.get()
    assert (idea.live, idea.title, idea.draft_title) == (True, "Før", "Etter")
    publish_page(page=idea, publisher=nils, access_key=OPEN)
    assert IdeaPage.objects.get().title == "Etter"


def test_what_waits_for_a_key_person_is_taken_back_as_well(signed_in):
    bente, inger = make_member("Bente"), make_key_person("Inger")
    page = make_waiting(bente)

    shown, to_approve = signed_in(bente).get(drafted(page.pk)).text, signed_in(inger).get(drafted(page.pk)).text
    assert TAKE_BACK in shown
    assert "sendt tilbake til deg" in shown
    assert TAKE_BACK not in to_approve
    assert "Godkjenn og publiser" in to_approve

    signed_in(bente).post(taken_back(page.pk))

    assert page.title not in signed_in(inger).get("/erfaringer/godkjenning/").text


def test_a_moderator_reads_it_without_being_asked_to_take_it_back(nils, signed_in):
    idea = sent(make_idea(nils, published=False), nils)

    shown = signed_in(make_staff("Mona", "moderator")).get(drafted(idea.pk)).text

    assert WAITS in shown
    assert TAKE_BACK not in shown


def test_who_may_take_back_is_who_may_edit(nils, signed_in, anonymous):
    idea = sent(make_idea(nils, published=False), nils)
    others = {
        signed_in(make_member("Per", "Nord kommune")): 404,
        signed_in(make_staff("Mona", "moderator")): 403,
        signed_in(make_member("Odd", ended=True)): 403,
    }

    for client, status in others.items():
        assert client.post(taken_back(idea.pk)).status_code == status
    assert anonymous.post(taken_back(idea.pk)).url.startswith("/konto/login/")
    assert IdeaPage.objects.get().current_workflow_state is not None
    signed_in(make_member("Bente")).post(taken_back(idea.pk))
    assert IdeaPage.objects.get().current_workflow_state is None


def test_a_visit_changes_nothing_and_other_pages_are_not_there(nils, signed_in):
    idea = sent(make_idea(nils, published=False), nils)
    client = signed_in(nils)

    assert client.get(taken_back(idea.pk)).url == drafted(idea.pk)
    assert client.put(taken_back(idea.pk)).status_code == 405
    for pk in (Page.get_first_root_node().pk, Page.objects.filter(slug="bibliotek")[0].pk, idea.pk + 1000):
        assert client.post(taken_back(pk)).status_code == 404
    assert IdeaPage.objects.get().current_workflow_state is not None


def test_what_a_moderator_wants_changed_is_edited_as_before(nils, signed_in):
    idea = sent(make_idea(nils, published=False), nils)
    state = idea.current_workflow_state.current_task_state
    state.reject(user=make_staff("Mona", "moderator"), comment="Skriv hvem det gjelder.")
    client = signed_in(nils)

    assert "Skriv hvem det gjelder." in client.get(drafted(idea.pk)).text
    form = client.get(reverse("idea_edit", args=[idea.pk])).text
    assert 'name="publish"' in form
    assert TAKE_BACK not in form
