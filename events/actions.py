"""What is done with registrations. Who may do it is asked of `rules`; whether there is a place is decided here."""

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

APPOINTMENT = ("starts_at", "ends_at", "place", "online_url")
TOLD = ("title", *APPOINTMENT)


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
        event=event, user=user, organisation=organisation, created_at=deciding_now(), **_facts(event, TOLD)
    )
    _note("registration.made", registration)
    mail.send_receipt(registration)
    return registration


@transaction.atomic
def cancel(*, event: EventPage, user: Any) -> Registration | None:
    """Give the place of `user` at `event` back; a second call changes nothing.

    Returns the registration that is cancelled now or was cancelled before, None for somebody who never was registered.
    Raises `RegistrationRefused` when the event is over. Side effects: a mail; audit and event entries.
    """
    event = _locked(event)
    if (registration := event.registration_of(user)) is None:
        return event.registrations.filter(user=user).last()
    at = deciding_now()
    if registration_status(event, at) == RegistrationStatus.OVER:
        raise RegistrationRefused(RegistrationStatus.OVER)
    registration.cancelled_at = at
    registration.save(update_fields=["cancelled_at"])
    _note("registration.cancelled", registration)
    mail.send_cancellation(registration)
    return registration


@transaction.atomic
def call_off(*, event: EventPage, actor: Any) -> None:
    """Withdraw an event; a second call changes nothing.

    Side effects: unpublished, and by that `tell_called_off`; audit, event and search rows.
    """
    withdraw_page(page=_locked(event), actor=actor)


@transaction.atomic
def tell_called_off(*, page: EventPage) -> None:
    """Tell those who hold a place at an event that it will not take place, unless it is over; each is told once.

    Called for every event that is unpublished, withdrawn or deleted. Side effects: mails, an audit entry.
    """
    event = _locked(page)
    if (at := deciding_now()) >= event.ends_at:
        return
    holders = event.registrations.current().filter(called_off_at=None)
    told = list(holders.select_related("user"))
    mail.send_called_off(event, told)
    holders.update(called_off_at=at)
    _note_told("event.called_off", event, told)


@transaction.atomic
def tell_of_changes(*, page: EventPage) -> None:
    """Tell those who hold a place what has changed since they were told last: the time, the place, or that the event
    takes place after all.

    Called for every event that is published; nobody is told of what is over. Side effects: mails, audit entries.
    """
    event = _locked(page)
    if deciding_now() >= event.ends_at:
        return
    now_told = _facts(event, APPOINTMENT)
    holders = list(event.registrations.current().select_related("user"))
    resumed = [one for one in holders if one.called_off_at]
    moved = [one for one in holders if not one.called_off_at and _facts(one, APPOINTMENT) != now_told]
    mail.send_resumed(event, resumed)
    mail.send_moved(event, moved)
    event.registrations.current().update(called_off_at=None, **_facts(event, TOLD))
    _note_told("event.resumed", event, resumed)
    _note_told("event.moved", event, moved)


def _facts(source: EventPage | Registration, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(source, name) for name in names}


def _note_told(action: str, event: EventPage, told: list[Registration]) -> None:
    if told:
        journal.audit(action, obj=event, organisation=event.state.organisation, people=len(told))


def _note(action: str, registration: Registration) -> None:
    who = {"actor": registration.user, "organisation": registration.organisation}
    journal.note(action, obj=registration, page=registration.event_id, **who)
