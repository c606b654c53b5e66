"""What is done with a registration. Who may do it is asked of `rules`; whether there is a place is decided here."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from core import journal
from core.actions import withdraw_page
from core.clock import deciding_now
from core.models import PageState

from . import mail
from .choices import RegistrationStatus
from .models import EventPage, Registration
from .rules import may_register, registration_status


class RegistrationRefused(Exception):
    """One cannot register, or cancel, any more; `status` says why."""

    def __init__(self, status: RegistrationStatus) -> None:
        super().__init__(status)
        self.status = status


def _locked(event: EventPage) -> EventPage:
    """Return the event as it is now; everybody else who wants a place waits until the transaction ends."""
    PageState.objects.select_for_update().get(pk=event.pk)
    return EventPage.objects.select_related("state__organisation").get(pk=event.pk)


@transaction.atomic
def register(*, event: EventPage, user: Any, organisation: Any = None) -> Registration:
    """Give `user` a place at `event`, for `organisation` or as a private person; a second call changes nothing.

    Raises `RegistrationRefused` when the event is full, closed, over or not published. Side effects: a receipt by mail;
    audit and event entries.
    """
    event = _locked(event)
    if (existing := event.registration_of(user)) is not None:
        return existing
    status = registration_status(event, deciding_now()) if event.live else RegistrationStatus.CLOSED
    if status != RegistrationStatus.OPEN or not may_register(user):
        raise RegistrationRefused(status)
    registration = Registration.objects.create(
        event=event, user=user, organisation=organisation, created_at=deciding_now()
    )
    _note("registration.made", registration)
    mail.send_receipt(registration)
    return registration


@transaction.atomic
def cancel(*, event: EventPage, user: Any) -> None:
    """Give the place of `user` at `event` back; a second call changes nothing.

    Raises `RegistrationRefused` when the event is over. Side effects: a mail; audit and event entries.
    """
    event = _locked(event)
    if (registration := event.registration_of(user)) is None:
        return
    at = deciding_now()
    if registration_status(event, at) == RegistrationStatus.OVER:
        raise RegistrationRefused(RegistrationStatus.OVER)
    registration.cancelled_at = at
    registration.save(update_fields=["cancelled_at"])
    _note("registration.cancelled", registration)
    mail.send_cancellation(registration)


@transaction.atomic
def call_off(*, event: EventPage, actor: Any) -> None:
    """Withdraw an event and tell those who hold a place, unless it is over; a second call changes nothing.

    Side effects: unpublished; mails; audit, event and search rows.
    """
    stored = _locked(event)
    if stored.state.is_withdrawn:
        return
    withdraw_page(page=stored, actor=actor)
    if deciding_now() < stored.ends_at:
        mail.send_called_off(stored.registrations.current().select_related("user", "event__state__organisation"))


def _note(action: str, registration: Registration) -> None:
    about = {
        "obj": registration,
        "actor": registration.user,
        "organisation": registration.organisation,
        "page": registration.event_id,
    }
    journal.audit(action, **about)
    journal.happened(action, **about)
