"""A newcomer's comment, from when it is posted until a moderator has decided: what is done, and what that leaves."""

import pytest

from core.actions import EditConflict, publish_page, withdraw_page
from core.models import AuditEntry, EventEntry, SearchChange
from people.choices import SiteRole
from tests.factories.people import make_member, make_staff, make_supplier
from tests.factories.threads import make_comment, make_thread
from threads import actions
from threads.models import Comment

pytestmark = pytest.mark.django_db
REASON = "Dette er reklame."


@pytest.fixture
def thread():
    return make_thread(make_supplier())


@pytest.fixture
def nils():
    return make_member("Nils", verified=False)


@pytest.fixture
def mona():
    return make_staff("Mona", SiteRole.MODERATOR)


@pytest.fixture
def held(thread, nils, mona, mailoutbox):
    comment = make_comment(thread, nils, "Vi har **prøvd** dette.")
    mailoutbox.clear()
    return comment


def approve(comment, moderator, version=None):
    seen = comment.version if version is None else version
    return actions.approve_comment(comment=comment, moderator=moderator, seen_version=seen)


def decline(comment, moderator):
    return actions.decline_comment(comment=comment, moderator=moderator, seen_version=comment.version, reason=REASON)


def traces():
    models = (AuditEntry, EventEntry, SearchChange)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_it_waits_and_is_no_activity(thread, nils):
    active = thread.state.last_activity_at
    SearchChange.objects.all().delete()

    comment = make_comment(thread, nils)

    assert comment.is_held
    assert not comment.is_published
    thread.state.refresh_from_db()
    assert (thread.state.comment_count, thread.state.last_activity_at) == (0, active)
    assert AuditEntry.objects.get(object_uid=f"comment:{comment.pk}").action == "comment.held"
    event = EventEntry.objects.get(object_uid=f"comment:{comment.pk}")
    assert (event.kind, event.data) == ("comment.held", {"page": thread.pk})
    assert not SearchChange.objects.exists()


@pytest.mark.parametrize("role", [SiteRole.EDITOR, SiteRole.ADMINISTRATOR, SiteRole.MODERATOR, None])
def test_those_whom_somebody_vouches_for_publish_at_once(role, thread):
    author = make_staff("Eva", role) if role else make_member("Bente")
    assert make_comment(thread, author).is_published


def test_every_moderator_is_told_in_her_own_language(thread, nils, mona, mailoutbox):
    locked_out = make_staff("Siri", SiteRole.MODERATOR)
    type(locked_out).objects.filter(pk=locked_out.pk).update(is_active=False)
    john = make_staff("John", SiteRole.MODERATOR)
    type(john).objects.filter(pk=john.pk).update(language="en")
    make_staff("Eva", SiteRole.EDITOR)

    comment = make_comment(thread, nils, "Vi bruker < 3 minutter")

    told = {mail.to[0]: mail for mail in mailoutbox}
    assert len(mailoutbox) == len(told) == 2
    assert told[mona.email].subject == f"Et innlegg venter på en moderator: {thread.title}"
    assert told[john.email].subject == f"A comment is waiting for a moderator: {thread.title}"
    for part in ("Nils, Vest kommune", "Vi bruker < 3 minutter", f"http://testserver/admin/innlegg/{comment.pk}/"):
        assert part in told[mona.email].body


def test_a_moderator_who_is_new_gets_no_mail_of_her_own_comment(thread, mona, mailoutbox):
    mona.memberships.update(verified_at=None)
    assert make_comment(thread, mona).is_held
    assert not mailoutbox


def test_approved_it_is_posted(thread, nils, mona, held, mailoutbox):
    active = thread.state.last_activity_at

    assert approve(held, mona)

    stored = Comment.objects.get()
    assert stored.is_published
    assert stored.created_at == held.created_at
    thread.state.refresh_from_db()
    assert thread.state.comment_count == 1
    assert thread.state.last_activity_at > active
    entry = AuditEntry.objects.get(action="comment.posted")
    assert (entry.actor_name, entry.data) == ("Nils", {"page": thread.pk, "approved_by": mona.pk})
    assert EventEntry.objects.filter(kind="comment.posted").count() == 1
    assert SearchChange.objects.filter(uid=f"comment:{held.pk}").exists()
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([nils.email], f"Innlegget ditt er publisert: {thread.title}")
    assert f"http://testserver/trader/innlegg/{held.pk}/" in mail.body


def test_declined_it_stays_with_its_author_who_is_told_why(thread, nils, mona, held, mailoutbox):
    SearchChange.objects.all().delete()

    assert decline(held, mona)

    stored = Comment.objects.get()
    assert stored.is_declined
    assert (stored.is_held, stored.is_published, stored.decline_reason) == (False, False, REASON)
    entry = AuditEntry.objects.get(action="comment.declined")
    assert (entry.actor_name, entry.data) == ("Mona", {"reason": REASON})
    assert EventEntry.objects.filter(kind="comment.declined").count() == 1
    assert not SearchChange.objects.exists()
    thread.state.refresh_from_db()
    assert thread.state.comment_count == 0
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([nils.email], f"Innlegget ditt er ikke godkjent: {thread.title}")
    assert REASON in mail.body
    assert "Vi har **prøvd** dette." in mail.body


@pytest.mark.parametrize("first", [approve, decline])
@pytest.mark.parametrize("second", [approve, decline])
def test_a_second_decision_changes_nothing(first, second, thread, mona, held, mailoutbox):
    assert first(held, mona)
    stored, left, mails = Comment.objects.values().get(), traces(), len(mailoutbox)

    assert not second(held, mona)

    assert Comment.objects.values().get() == stored
    assert traces() == left
    assert len(mailoutbox) == mails == 1


@pytest.mark.parametrize("decide", [approve, decline])
def test_what_does_not_wait_is_not_decided_on(decide, thread, mona, held, mailoutbox):
    published = make_comment(thread, make_member("Bente"))
    actions.delete_comment(comment=held, actor=held.author)
    left = traces()

    assert not decide(held, mona)
    assert not decide(published, mona)

    assert traces() == left
    assert not mailoutbox


@pytest.mark.parametrize("decide", [approve, decline])
def test_nobody_decides_on_a_text_she_has_not_read(decide, nils, mona, held):
    actions.edit_comment(comment=held, editor=nils, body="Noe helt annet")

    with pytest.raises(EditConflict):
        decide(held, mona)

    stored = Comment.objects.get()
    assert stored.is_held
    assert decide(stored, mona)


def test_changed_while_it_waits_it_waits_on_without_a_mark(thread, nils, held, mailoutbox):
    Comment.objects.update(created_at="2026-01-01T12:00:00Z")
    SearchChange.objects.all().delete()

    actions.edit_comment(comment=held, editor=nils, body="Etter")

    stored = Comment.objects.get()
    assert (stored.is_held, stored.body, stored.edited_at) == (True, "Etter", None)
    assert "Etter" in stored.body_html
    assert stored.revisions.get().body == "Vi har **prøvd** dette."
    assert AuditEntry.objects.filter(action="comment.edited").count() == 1
    assert not EventEntry.objects.filter(kind="comment.edited").exists()
    assert not SearchChange.objects.exists()
    assert not mailoutbox


@pytest.mark.parametrize("decided", [None, decline])
def test_deleted_it_is_gone_and_counts_for_nothing(decided, thread, nils, mona, held):
    if decided:
        decided(held, mona)
    SearchChange.objects.all().delete()

    for _time in range(2):
        actions.delete_comment(comment=held, actor=nils)

    thread.state.refresh_from_db()
    assert thread.state.comment_count == 0
    assert AuditEntry.objects.filter(action="comment.deleted").count() == 1
    assert not EventEntry.objects.filter(kind="comment.deleted").exists()
    assert not SearchChange.objects.exists()
    assert not Comment.objects.held().exists()
    assert not Comment.objects.shown_to(nils).exists()


def test_approved_it_is_changed_and_deleted_as_any_other(thread, nils, mona, held):
    approve(held, mona)

    actions.edit_comment(comment=held, editor=nils, body="Etter")
    actions.delete_comment(comment=held, actor=nils)

    assert EventEntry.objects.filter(kind__in=["comment.edited", "comment.deleted"]).count() == 2
    thread.state.refresh_from_db()
    assert thread.state.comment_count == 0


def test_the_queue_is_read_from_the_oldest(thread, nils, held):
    second, third = make_comment(thread, nils, "To"), make_comment(thread, nils, "Tre")
    actions.edit_comment(comment=held, editor=nils, body="Rettet")
    assert list(Comment.objects.held()) == [held, second, third]


def test_it_leaves_the_queue_with_its_page_and_comes_back_with_it(thread, nils, mona, held, mailoutbox):
    withdraw_page(page=thread, actor=thread.owner)

    assert not Comment.objects.held().exists()
    assert not approve(held, mona)
    assert not Comment.objects.shown_to(nils).exists()

    publish_page(page=thread, publisher=thread.owner, access_key="open")
    assert Comment.objects.held().get() == held
    assert approve(held, mona)


def test_a_reply_counts_under_what_it_answers(thread, nils, mona):
    question = make_comment(thread, make_member("Bente"))
    reply = make_comment(thread, nils, reply_to=question)
    actions.delete_comment(comment=question, actor=question.author)

    approve(reply, mona)

    reply.refresh_from_db()
    assert (reply.parent, reply.depth) == (question, 2)
    thread.state.refresh_from_db()
    assert thread.state.comment_count == 1
