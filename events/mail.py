"""What those who register are told by mail, each in their own language. Sent in the transaction that causes it."""

from __future__ import annotations

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.mail import in_language_of

from . import ics
from .models import EventPage, Registration


def send_receipt(registration: Registration) -> None:
    event = registration.event
    _with_calendar(event, registration, _("You are registered: %(title)s"), "receipt").send()


def send_cancellation(registration: Registration) -> None:
    _message(registration.event, registration, _("Your registration is cancelled: %(title)s"), "cancellation").send()


def send_called_off(event: EventPage, registrations: list[Registration]) -> None:
    """Tell that the event will not take place; calendars need no file for that."""
    subject = _("The event is called off: %(title)s")
    _send([_message(event, one, subject, "called_off") for one in registrations])


def send_resumed(event: EventPage, registrations: list[Registration]) -> None:
    """Tell those who were told that it would not that it will take place."""
    subject = _("The event takes place after all: %(title)s")
    _send([_with_calendar(event, one, subject, "resumed") for one in registrations])


def send_moved(event: EventPage, registrations: list[Registration]) -> None:
    """Tell of a new time or place; `registrations` hold the old ones. The calendar file replaces the earlier one."""
    _send([_with_calendar(event, one, _change(event, one), "moved") for one in registrations])


def _change(event: EventPage, known: Registration) -> Promise:
    has_new_time = (event.starts_at, event.ends_at) != (known.starts_at, known.ends_at)
    has_new_place = event.place != known.place
    if has_new_time and (has_new_place or event.online_url != known.online_url):
        return _("New time and place: %(title)s")
    if has_new_time:
        return _("New time: %(title)s")
    return _("New place: %(title)s") if has_new_place else _("New online address: %(title)s")


def _send(messages: list[EmailMessage]) -> None:
    if messages:
        get_connection().send_messages(messages)


def _with_calendar(event: EventPage, registration: Registration, subject: Promise, template: str) -> EmailMessage:
    message = _message(event, registration, subject, template)
    with in_language_of(registration.user):
        message.attach(ics.FILE_NAME, ics.calendar_file(event, with_online_url=True), ics.MIME_TYPE)
    return message


def _message(event: EventPage, registration: Registration, subject: Promise, template: str) -> EmailMessage:
    user = registration.user
    with in_language_of(user):
        context = {
            "registration": registration,
            "event": event,
            "organiser": event.state.organisation,
            "address": ics.site_address(event.path_url),
            "leave_address": ics.site_address(reverse("event_leave", args=[event.pk])),
        }
        title = " ".join(event.title.split())
        body = render_to_string(f"events/mail/{template}.txt", context)
        return EmailMessage(str(subject) % {"title": title}, body, to=[user.email])
