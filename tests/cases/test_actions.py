import pytest

from cases import actions
from cases.choices import PublishOutcome
from cases.models import ExperiencePage
from core.access import MEMBERS, OPEN
from core.actions import EditConflict, publish_page, save_draft, submit_page, withdraw_page
from core.models import AuditEntry, EventEntry, SearchChange
from people.choices import MemberRole
from tests.factories.cases import make_experience, make_waiting
from tests.factories.people import make_key_person, make_member, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def bente():
    return make_member("Bente", "Vest kommune")


@pytest.fixture
def inger():
    return make_key_person("Inger", "Vest kommune")


def approve(page, approver, seen=None):
    return actions.approve(page=page, approver=approver, seen_revision=seen or page.latest_revision_id)


def test_an_approved_report_is_published_to_those_its_author_chose(bente, inger):
    page = make_waiting(bente, access_key=MEMBERS)

    assert approve(page, inger) == PublishOutcome.PUBLISH

    page = ExperiencePage.objects.get(pk=page.pk)
    assert page.live
    assert page.state.access_key == MEMBERS
    assert page.state.submitted_at is None
    entry = AuditEntry.objects.get(action="experience.approved", object_uid=f"page:{page.pk}")
    assert (entry.actor_name, entry.organisation_name) == ("Inger", "Vest kommune")
    assert AuditEntry.objects.filter(action="wagtail.publish", actor_name="Inger").exists()
    assert EventEntry.objects.filter(kind="published", object_uid=f"page:{page.pk}").exists()
    assert SearchChange.objects.filter(uid=f"page:{page.pk}").exists()


def test_a_report_is_approved_once(bente, inger):
    page = make_waiting(bente)
    approve(page, inger)

    with pytest.raises(actions.NotWaiting):
        approve(page, inger)
    assert AuditEntry.objects.filter(action="experience.approved").count() == 1


def test_a_draft_that_nobody_has_sent_does_not_wait(bente, inger):
    with pytest.raises(actions.NotWaiting):
        approve(make_experience(bente, published=False), inger)


def test_what_was_changed_after_the_approver_read_it_is_not_published(bente, inger):
    page = make_waiting(bente)
    seen = page.latest_revision_id
    page.body = "Noe ganske annet"
    save_draft(page=page, editor=bente, seen_revision=seen)

    with pytest.raises(EditConflict):
        approve(page, inger, seen)
    assert not ExperiencePage.objects.get(pk=page.pk).live


def test_a_withdrawn_report_waits_again_only_when_it_is_sent_again(bente, inger):
    page = make_waiting(bente)
    withdraw_page(page=page, actor=bente)
    assert not ExperiencePage.objects.waiting_for(inger).exists()
    with pytest.raises(actions.NotWaiting):
        approve(page, inger)

    submit_page(page=page, author=bente, access_key=OPEN)

    assert list(ExperiencePage.objects.waiting_for(inger)) == [page]
    assert approve(page, inger) == PublishOutcome.PUBLISH


def test_an_approver_nobody_has_vouched_for_hands_it_to_a_moderator(bente):
    page = make_waiting(bente)
    new = make_member("Nina", "Vest kommune", role=MemberRole.KEY_PERSON, verified=False)

    assert approve(page, new) == PublishOutcome.REVIEW

    page = ExperiencePage.objects.get(pk=page.pk)
    assert not page.live
    assert page.current_workflow_state is not None
    assert not ExperiencePage.objects.waiting().exists()


def test_a_report_sent_back_is_told_to_its_author_with_the_reason(bente, inger, mailoutbox):
    page = make_waiting(bente, title="Slik gikk\ndet")
    mailoutbox.clear()

    actions.send_back(page=page, approver=inger, reason="Ta bort navnet på pasienten.")

    page = ExperiencePage.objects.get(pk=page.pk)
    assert page.state.submitted_at is None
    entry = AuditEntry.objects.get(action="experience.sent_back")
    assert entry.data == {"reason": "Ta bort navnet på pasienten."}
    assert "reason" not in EventEntry.objects.get(kind="experience.sent_back").data
    [mail] = mailoutbox
    assert mail.to == [bente.email]
    assert "Slik gikk det" in mail.subject
    assert "Ta bort navnet på pasienten." in mail.body
    assert f"/min-side/utkast/{page.pk}/" in mail.body


def test_a_report_is_sent_back_once(bente, inger, mailoutbox):
    page = make_waiting(bente)
    mailoutbox.clear()
    actions.send_back(page=page, approver=inger, reason="For kort.")

    with pytest.raises(actions.NotWaiting):
        actions.send_back(page=page, approver=inger, reason="For kort.")
    assert len(mailoutbox) == 1


def test_a_report_without_an_author_is_sent_back_to_nobody(bente, inger, mailoutbox):
    page = make_waiting(bente)
    type(page.state).objects.filter(pk=page.pk).update(author=None)
    mailoutbox.clear()

    actions.send_back(page=page, approver=inger, reason="Forfatteren har sluttet.")

    assert not mailoutbox


def test_who_finds_what_waits(bente, inger):
    page = make_waiting(bente)
    make_experience(bente, "Bare et utkast", published=False)

    for approver in (inger, make_staff("Eva", "editor"), make_staff("Ada", "administrator")):
        assert list(ExperiencePage.objects.waiting_for(approver)) == [page]
    for other in (bente, make_key_person("Per", "Nord kommune"), make_staff("Mona", "moderator")):
        assert not ExperiencePage.objects.waiting_for(other).exists()


def test_what_is_published_some_other_way_does_not_wait(bente, inger):
    page = make_waiting(bente)
    page.get_latest_revision().publish(user=inger, skip_permission_checks=True)
    assert not ExperiencePage.objects.waiting().exists()

    page = make_waiting(bente)
    publish_page(page=page, publisher=inger, access_key=OPEN)
    assert not ExperiencePage.objects.waiting().exists()
