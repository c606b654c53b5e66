"""How an organisation approves what its members write. Whether somebody may do it is asked in the view, of `rules`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from core import journal
from core.actions import EditConflict, publish_page, send_to_review
from core.models import PageState

from .choices import PublishOutcome
from .models import ExperiencePage
from .rules import is_waiting, publish_outcome


class NotWaiting(Exception):
    """The report does not wait for approval any longer, or never did."""


@transaction.atomic
def approve(*, page: ExperiencePage, approver: Any, seen_revision: int | None) -> PublishOutcome:
    """Publish a report that waits for approval, to the readers its author chose.

    An approver whom nobody has vouched for hands it on to a moderator. `seen_revision` is the primary key of the
    revision that the approver has read. Returns what happened. Raises `NotWaiting`, and `EditConflict` when the text
    has changed since. Side effects: those of publishing or of sending to review; an audit entry.
    """
    stored = _locked(page)
    if stored.latest_revision_id != seen_revision:
        raise EditConflict
    state = stored.state
    outcome = publish_outcome(approver, state.organisation_id)
    journal.audit("experience.approved", obj=stored, actor=approver, organisation=state.organisation)
    if outcome == PublishOutcome.REVIEW:
        PageState.objects.filter(pk=stored.pk).update(submitted_at=None)
        send_to_review(page=stored, author=approver, access_key=state.access_key)
    else:
        publish_page(page=stored, publisher=approver, access_key=state.access_key)
    return outcome


@transaction.atomic
def send_back(*, page: ExperiencePage, approver: Any, reason: str) -> None:
    """Return a report that waits for approval to its author, who can change it and send it again.

    Raises `NotWaiting`. Side effects: audit (with the reason) and event entries; a mail to the author.
    """
    stored = _locked(page)
    PageState.objects.filter(pk=stored.pk).update(submitted_at=None)
    organisation = stored.state.organisation
    journal.audit("experience.sent_back", obj=stored, actor=approver, organisation=organisation, reason=reason)
    journal.happened("experience.sent_back", obj=stored, actor=approver, organisation=organisation)
    _tell_author(stored, approver, reason)


def _locked(page: ExperiencePage) -> ExperiencePage:
    """Return a waiting report as it is now, with its row and that of its state locked."""
    Page.objects.select_for_update().get(pk=page.pk)
    PageState.objects.select_for_update().get(pk=page.pk)
    stored = ExperiencePage.objects.select_related("state__organisation", "state__author").get(pk=page.pk)
    if not is_waiting(stored):
        raise NotWaiting
    return stored


def _tell_author(page: ExperiencePage, approver: Any, reason: str) -> None:
    author = page.state.author
    if author is None:
        return
    title = " ".join(page.draft_title.split())
    address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('draft', args=[page.pk])}"
    with override(author.language):
        body = render_to_string(
            "cases/mail/sent_back.txt",
            {"author": author, "approver": approver, "title": title, "reason": reason, "address": address},
        )
        send_mail(_("Sent back to you: %(title)s") % {"title": title}, body, None, [author.email])
