"""How an organisation approves what its members write. Whether somebody may do it is asked in the view, of `rules`."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page

from core import journal
from core.actions import EditConflict, publish_page, send_to_review
from core.models import PageState
from people.choices import SiteRole
from people.models import Membership, User

from . import mail
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
    has changed since. Side effects: those of publishing or of sending to review; an audit entry; a mail to the author.
    """
    stored = _locked(page)
    if stored.latest_revision_id != seen_revision:
        raise EditConflict
    state = stored.state
    outcome = publish_outcome(approver, state.organisation_id)
    journal.audit("experience.approved", obj=stored, actor=approver, organisation=state.organisation)
    if outcome == PublishOutcome.REVIEW:
        PageState.objects.filter(pk=stored.pk).update(submitted_at=None)
        send_to_review(page=stored, author=approver, access_key=state.key_when_published)
    else:
        publish_page(page=stored, publisher=approver, access_key=state.key_when_published)
    mail.send_approved(stored, approver, is_published=outcome == PublishOutcome.PUBLISH)
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
    mail.send_sent_back(stored, approver, reason)


def tell_approvers(*, page: ExperiencePage) -> None:
    """Tell those who can approve a report that it waits for them; called each time one is sent for approval.

    Side effects: mails.
    """
    sender = page.latest_revision.user or page.state.author
    mail.send_waiting(page, sender, [one for one in _approvers(page.state.organisation) if one != sender])


def _locked(page: ExperiencePage) -> ExperiencePage:
    """Return a waiting report as it is now, with its row and that of its state locked."""
    Page.objects.select_for_update().get(pk=page.pk)
    PageState.objects.select_for_update().get(pk=page.pk)
    stored = ExperiencePage.objects.select_related("state__organisation", "state__author").get(pk=page.pk)
    if not is_waiting(stored):
        raise NotWaiting
    return stored


def _approvers(organisation: Any) -> list[Any]:
    """Return the key persons of an organisation; where there is none, the editors, who publish for everyone."""
    current = Membership.objects.current().filter(organisation=organisation, user__is_active=True)
    key_persons = [one.user for one in current.select_related("user") if one.is_key_person]
    return key_persons or list(User.objects.filter(groups__name=SiteRole.EDITOR, is_active=True))
