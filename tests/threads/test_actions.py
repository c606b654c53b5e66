from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import AuditEntry, EventEntry, SearchChange
from tests.factories.people import make_member, make_supplier, organisation_of
from tests.factories.threads import make_comment, make_thread
from threads import actions
from threads.models import Comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(make_member("Inger"))


def test_a_comment_counts_and_leaves_its_rows(thread):
    arne = make_supplier()
    before = thread.state.last_activity_at

    comment = make_comment(thread, arne, "Vi har en **film**.")

    thread.state.refresh_from_db()
    assert thread.state.comment_count == 1
    assert thread.state.last_activity_at > before
    assert "<strong>film</strong>" in comment.body_html
    assert comment.organisation == organisation_of(arne)
    assert AuditEntry.objects.get(action="comment.posted").actor_name == "Arne"
    assert EventEntry.objects.get(kind="comment.posted").data == {"page": thread.pk}
    assert SearchChange.objects.filter(uid=f"comment:{comment.pk}").exists()


def test_replies_go_three_levels_down_and_then_beside(thread):
    inger = make_member("Bente")
    first = make_comment(thread, inger)
    second = make_comment(thread, inger, reply_to=first)
    third = make_comment(thread, inger, reply_to=second)
    fourth = make_comment(thread, inger, reply_to=third)

    assert [one.depth for one in (first, second, third, fourth)] == [1, 2, 3, 3]
    assert fourth.parent == second
    assert fourth.root == first
    assert list(Comment.objects.order_by("path")) == [first, second, third, fourth]


def test_an_early_edit_keeps_the_old_text_without_a_mark(thread):
    comment = make_comment(thread, make_member("Bente"), "Før")

    actions.edit_comment(comment=comment, editor=comment.author, body="Etter")

    comment.refresh_from_db()
    assert comment.body == "Etter"
    assert "Etter" in comment.body_html
    assert comment.edited_at is None
    assert comment.revisions.get().body == "Før"
    assert AuditEntry.objects.filter(action="comment.edited").count() == 1


def test_a_late_edit_is_marked(thread):
    comment = make_comment(thread, make_member("Bente"))
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(hours=1))

    actions.edit_comment(comment=comment, editor=comment.author, body="Etter")

    comment.refresh_from_db()
    assert comment.edited_at is not None


def test_an_edit_that_changes_nothing_leaves_no_rows(thread):
    comment = make_comment(thread, make_member("Bente"), "Likt")

    actions.edit_comment(comment=comment, editor=comment.author, body="Likt")

    assert not comment.revisions.exists()
    assert not AuditEntry.objects.filter(action="comment.edited").exists()


def test_deleting_twice_counts_once(thread):
    comment = make_comment(thread, make_member("Bente"))

    actions.delete_comment(comment=comment, actor=comment.author)
    actions.delete_comment(comment=comment, actor=comment.author)

    thread.state.refresh_from_db()
    assert thread.state.comment_count == 0
    assert AuditEntry.objects.filter(action="comment.deleted").count() == 1
    assert not Comment.objects.visible_to(None).exists()
