"""The life of a page that a member writes, from the public site.

Wagtail's own actions do the work: they write its log, send the signals that `lifecycle` listens to, and lock the
parent. Whether somebody may do it is asked before, of the rules of the room that owns the page type.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from . import journal
from .access import MEMBERS, OPEN, organisation_key
from .choices import Audience
from .clock import now
from .models import BasePage, PageState
from .text import unique_slug


class EditConflict(Exception):
    """Somebody else saved the page after the editor began."""


class PageLocked(Exception):
    """The page waits for a moderator and may not be changed meanwhile."""


def audience_key(audience: str, organisation: Any) -> str:
    """Return the access key of an audience chosen by a member of `organisation`."""
    if audience == Audience.ORGANISATION:
        return organisation_key(organisation.pk)
    return MEMBERS if audience == Audience.MEMBERS else OPEN


@transaction.atomic
def create_page(*, parent: Page, page: BasePage, author: Any, organisation: Any, access_key: str = OPEN) -> BasePage:
    """Add `page` under `parent` as a draft of `author` and `organisation`.

    Side effects: a first revision, an audit entry. The parent's row stays locked until the transaction ends.
    """
    page.owner, page.live, page.has_unpublished_changes, page.locale = author, False, True, parent.locale
    page.slug = unique_slug(page.title)
    parent.add_child(instance=page)
    PageState.objects.filter(pk=page.pk).update(author=author, organisation=organisation, access_key=access_key)
    page.state.refresh_from_db()
    page.save_revision(user=author)
    return page


@transaction.atomic
def save_draft(*, page: BasePage, editor: Any, seen_revision: int | None) -> Revision:
    """Save changed content as a new revision, without publishing it.

    `seen_revision` is the primary key of the revision the editor began with. Raises `EditConflict` when it is no longer
    the latest, and `PageLocked` while the page waits for a moderator. Side effects: an audit entry.
    """
    stored = Page.objects.select_for_update().get(pk=page.pk)
    if stored.latest_revision_id != seen_revision:
        raise EditConflict
    lock = stored.specific.get_lock()
    if lock and lock.for_user(editor):
        raise PageLocked
    return page.save_revision(user=editor, log_action=True)


@transaction.atomic
def choose_audience(*, page: BasePage, access_key: str) -> None:
    """Note whom a draft is meant for; what is published already keeps its readers until it is published anew."""
    state = PageState.objects.filter(pk=page.pk, withdrawn_at=None)
    if page.live:
        state.update(wanted_key=access_key)
    else:
        state.update(access_key=access_key)


@transaction.atomic
def publish_page(*, page: BasePage, publisher: Any, access_key: str) -> None:
    """Publish the latest revision to those who hold `access_key`.

    Side effects: audit, event and search rows; the page's own are no longer submitted or withdrawn.
    """
    PageState.objects.filter(pk=page.pk).update(
        access_key=access_key, wanted_key="", submitted_at=None, withdrawn_at=None, last_activity_at=now()
    )
    page.get_latest_revision().publish(user=publisher, skip_permission_checks=True)


def _ask(page: BasePage, access_key: str) -> None:
    """Note for whom a page is sent to be published, also one that was withdrawn before."""
    if not page.live:
        PageState.objects.filter(pk=page.pk).update(withdrawn_at=None)
    choose_audience(page=page, access_key=access_key)


def give_chosen_readers(*, page: BasePage) -> None:
    """Give a page whose draft is published now, by whatever door, the readers that were chosen with the draft."""
    wanting = PageState.objects.filter(pk=page.pk, withdrawn_at=None).exclude(wanted_key="")
    wanting.update(access_key=models.F("wanted_key"), wanted_key="")


@transaction.atomic
def send_to_review(*, page: BasePage, author: Any, access_key: str) -> None:
    """Let a moderator decide whether the draft of a newcomer is published.

    Side effects: Wagtail's workflow starts, or goes on after the changes a moderator asked for, and tells the
    moderators; the author may not change the page meanwhile.
    """
    _ask(page, access_key)
    waiting = page.current_workflow_state
    if waiting is None:
        page.get_workflow().start(page, author)
    elif waiting.status == waiting.STATUS_NEEDS_CHANGES:
        waiting.resume(user=author)


@transaction.atomic
def submit_page(*, page: BasePage, author: Any, access_key: str) -> None:
    """Hand a draft to the approver of the author's organisation.

    Side effects: audit and event entries.
    """
    _ask(page, access_key)
    PageState.objects.filter(pk=page.pk).update(submitted_at=now())
    journal.note("page.submitted", obj=page, actor=author, organisation=page.state.organisation)


@transaction.atomic
def take_back(*, page: BasePage, actor: Any) -> bool:
    """Make a page that waits for a moderator or an approver a draft again; what is published already stays so.

    Returns whether it waited; a second call changes nothing. Side effects: the workflow is cancelled; audit and event
    entries.
    """
    state = PageState.objects.select_for_update().get(pk=page.pk)
    waiting = page.current_workflow_state
    if waiting is None and state.submitted_at is None:
        return False
    if waiting is not None:
        waiting.cancel(user=actor)
    state.submitted_at = None
    state.save(update_fields=["submitted_at"])
    journal.note("page.taken_back", obj=page, actor=actor, organisation=state.organisation)
    return True


@transaction.atomic
def withdraw_page(*, page: BasePage, actor: Any) -> None:
    """Take a page back: only its own organisation can read it, whatever revision is published later.

    A second call changes nothing. Side effects: unpublished, no longer waiting for anybody's approval; audit, event
    and search rows.
    """
    state = PageState.objects.select_for_update().get(pk=page.pk)
    if state.is_withdrawn:
        return
    if (waiting := page.current_workflow_state) is not None:
        waiting.cancel(user=actor)
    state.withdrawn_at, state.submitted_at, state.wanted_key = now(), None, ""
    state.access_key = organisation_key(state.organisation_id) if state.organisation_id else "closed"
    state.save(update_fields=["withdrawn_at", "submitted_at", "wanted_key", "access_key"])
    page.revisions.update(approved_go_live_at=None)
    if page.live:
        UnpublishPageAction(page, user=actor).execute(skip_permission_checks=True)
    journal.record("page.withdrawn", obj=page, actor=actor, organisation=state.organisation)


@transaction.atomic
def keep_closed(*, page: Page, copy: Page) -> None:
    """Give a copy that Wagtail made, and the copies below it, the readers and the organisation of the original."""
    originals = page.get_descendants(inclusive=True).order_by("path").select_related("state")
    copies = copy.get_descendants(inclusive=True).order_by("path")
    # Without its subpages a copy stands alone: the shorter list ends the pairs.
    for original, new in zip(originals, copies, strict=False):
        state = original.state
        PageState.objects.filter(pk=new.pk).update(access_key=state.access_key, organisation=state.organisation_id)
