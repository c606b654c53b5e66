"""What those who register are told by mail, each in their own language. Sent in the transaction that causes it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import check_for_language, override
from django.utils.translation import gettext_lazy as _

from . import ics
from .models import Registration


def send_receipt(registration: Registration) -> None:
    message = _message(registration, _("You are registered: %(title)s"), "receipt")
    calendar = ics.calendar_file(registration.event, with_online_url=True)
    message.attach(ics.FILE_NAME, calendar, ics.MIME_TYPE)
    message.send()


def send_cancellation(registration: Registration) -> None:
    _message(registration, _("Your registration is cancelled: %(title)s"), "cancellation").send()


def send_called_off(registrations: Iterable[Registration]) -> None:
    """Tell everybody that the event will not take place; their calendars need no file for that."""
    subject = _("The event is called off: %(title)s")
    get_connection().send_messages([_message(one, subject, "called_off") for one in registrations])


def _message(registration: Registration, subject: str | Promise, template: str) -> EmailMessage:
    user, event = registration.user, registration.event
    context = {
        "registration": registration,
        "event": event,
        "organiser": event.state.organisation,
        "address": ics.site_address(event.path_url),
        "leave_address": ics.site_address(reverse("event_leave", args=[event.pk])),
    }
    # Northern Sámi has no interface yet.
    with override(user.language if check_for_language(user.language) else settings.LANGUAGE_CODE):
        title = " ".join(event.title.split())
        body = render_to_string(f"events/mail/{template}.txt", context)
        return EmailMessage(str(subject) % {"title": title}, body, to=[user.email])
