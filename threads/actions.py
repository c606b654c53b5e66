"""What is done in a discussion. Whether somebody may do it is asked in the view, of `rules`."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from core import journal
from core.actions import EditConflict
from core.clock import now
from core.models import PageState
from people.rules import needs_review

from . import mail
from .models import Comment, CommentRevision
from .rules import edit_is_marked, reply_parent


@transaction.atomic
def post_comment(*, page: Page, author: Any, organisation: Any, body: str, reply_to: Comment | None = None) -> Comment:
    """Add a comment to `page`, or a reply to another comment on it; what a newcomer writes waits for a moderator.

    Side effects: the page's counter and last activity; audit, event and search rows. Of a comment that waits, only
    audit and event rows, and mails to the moderators.
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
        held_at=now() if needs_review(author, organisation.pk) else None,
    )
    comment.path = f"{parent.path if parent else ''}{comment.pk:012d}"
    Comment.objects.filter(pk=comment.pk).update(path=comment.path)
    if comment.is_held:
        journal.note("comment.held", obj=comment, actor=author, organisation=organisation, page=page.pk)
        mail.send_held(comment)
    else:
        _publish(comment)
    return comment


def _publish(comment: Comment, **data: Any) -> None:
    """Count a comment that readers see from now on, and write the rows that say so."""
    state = PageState.objects.filter(pk=comment.page_id)
    state.update(comment_count=F("comment_count") + 1, last_activity_at=now())
    told: dict[str, Any] = {"actor": comment.author, "organisation": comment.organisation, "page": comment.page_id}
    journal.record("comment.posted", obj=comment, **told, **data)


@transaction.atomic
def approve_comment(*, comment: Comment, moderator: Any, seen_version: str) -> bool:
    """Let readers see a held comment; `seen_version` is the `version` of it that the moderator has read.

    Returns False, and changes nothing, when it does not wait any longer. Raises `EditConflict` when its author has
    changed it since. Side effects: those of posting; a mail to the author.
    """
    if (stored := _locked_held(comment, seen_version)) is None:
        return False
    stored.held_at = None
    stored.save(update_fields=["held_at"])
    _publish(stored, approved_by=moderator.pk)
    mail.send_approved(stored)
    return True


@transaction.atomic
def decline_comment(*, comment: Comment, moderator: Any, seen_version: str, reason: str) -> bool:
    """Keep a held comment from readers for good; its author sees it still, with the reason.

    Returns False, and changes nothing, when it does not wait any longer. Raises `EditConflict` when its author has
    changed it since. Side effects: audit (with the reason) and event entries; a mail to the author.
    """
    if (stored := _locked_held(comment, seen_version)) is None:
        return False
    stored.held_at, stored.declined_at, stored.decline_reason = None, now(), reason
    stored.save(update_fields=["held_at", "declined_at", "decline_reason"])
    journal.audit("comment.declined", obj=stored, actor=moderator, organisation=stored.organisation, reason=reason)
    journal.happened("comment.declined", obj=stored, actor=moderator, organisation=stored.organisation)
    mail.send_declined(stored)
    return True


def _locked_held(comment: Comment, seen_version: str) -> Comment | None:
    """Return a comment that waits as it is now, with its row locked; None when it waits no longer."""
    stored = Comment.objects.held().select_for_update(of=("self",)).filter(pk=comment.pk).first()
    if stored is not None and stored.version != seen_version:
        raise EditConflict
    return stored


@transaction.atomic
def edit_comment(*, comment: Comment, editor: Any, body: str) -> None:
    """Change what a comment says and keep what it said before.

    After 30 minutes the change is marked, unless nobody has read the comment yet: a held one waits on with its new
    text. Side effects: a revision; audit, event and search rows, of a held comment an audit entry only.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.body == body:
        return
    at = now()
    is_marked = comment.is_published and edit_is_marked(comment, at)
    CommentRevision.objects.create(comment=comment, body=comment.body, replaced_at=at, is_public=is_marked)
    comment.body = body
    if comment.is_held:
        comment.held_at = at
    elif is_marked:
        comment.edited_at = at
    comment.save(update_fields=["body", "body_html", "renderer_version", "written_in", "edited_at", "held_at"])
    write = journal.audit if comment.is_held else journal.record
    write("comment.edited", obj=comment, actor=editor, organisation=comment.organisation)


@transaction.atomic
def delete_comment(*, comment: Comment, actor: Any) -> None:
    """Take a comment away from readers; its place stays where there are replies. A second call changes nothing.

    Side effects: the page's counter; audit, event and search rows. Of one that readers never saw, an audit entry only.
    """
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.is_deleted:
        return
    was_published = comment.is_published
    comment.deleted_at = now()
    comment.save(update_fields=["deleted_at"])
    if was_published:
        PageState.objects.filter(pk=comment.page_id).update(comment_count=F("comment_count") - 1)
    write = journal.record if was_published else journal.audit
    write("comment.deleted", obj=comment, actor=actor, organisation=comment.organisation)
