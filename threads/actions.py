"""What is done in a discussion. Whether somebody may do it is asked in the view, of `rules`."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from core import journal
from core.clock import now
from core.models import PageState

from .models import Comment, CommentRevision
from .rules import edit_is_marked, reply_parent


@transaction.atomic
def post_comment(*, page: Page, author: Any, organisation: Any, body: str, reply_to: Comment | None = None) -> Comment:
    """Add a comment to `page`, or a reply to another comment on it.

    Side effects: the page's counter and last activity; audit, event and search rows.
    """
    parent = reply_parent(reply_to) if reply_to else None
    comment = Comment.objects.create(
        page=page,
        parent=parent,
        root=(parent.root or parent) if parent else None,
        depth=parent.depth + 1 if parent else 1,
        author=author,
        organisation=organisation,
        body=body,
    )
    comment.path = f"{parent.path if parent else ''}{comment.pk:012d}"
    Comment.objects.filter(pk=comment.pk).update(path=comment.path)
    PageState.objects.filter(pk=page.pk).update(comment_count=F("comment_count") + 1, last_activity_at=now())
    journal.record("comment.posted", obj=comment, actor=author, organisation=organisation, page=page.pk)
    return comment


@transaction.atomic
def edit_comment(*, comment: Comment, editor: Any, body: str) -> None:
    """Change what a comment says and keep what it said before.

    After 30 minutes the change is marked. Side effects: a revision; audit, event and search rows.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.body == body:
        return
    CommentRevision.objects.create(comment=comment, body=comment.body)
    comment.body = body
    if edit_is_marked(comment, now()):
        comment.edited_at = now()
    comment.save(update_fields=["body", "body_html", "renderer_version", "edited_at"])
    journal.record("comment.edited", obj=comment, actor=editor, organisation=comment.organisation)


@transaction.atomic
def delete_comment(*, comment: Comment, actor: Any) -> None:
    """Take a comment away from readers; its place stays where there are replies. A second call changes nothing.

    Side effects: the page's counter; audit, event and search rows.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.is_deleted:
        return
    comment.deleted_at = now()
    comment.save(update_fields=["deleted_at"])
    PageState.objects.filter(pk=comment.page_id).update(comment_count=F("comment_count") - 1)
    journal.record("comment.deleted", obj=comment, actor=actor, organisation=comment.organisation)
