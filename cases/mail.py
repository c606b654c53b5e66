"""What those who write and approve reports are told by mail, each in her own language.

Sent in the transaction that causes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.mail import in_language_of

from .models import ExperiencePage


def send_waiting(page: ExperiencePage, sender: Any, approvers: Iterable[Any]) -> None:
    for approver in approvers:
        _send(page, approver, _("Waiting for your approval: %(title)s"), "waiting", sender=sender)


def send_approved(page: ExperiencePage, approver: Any, *, is_published: bool) -> None:
    """Tell the author, also when a moderator looks at the report before it is published."""
    if is_published:
        _send(page, page.state.author, _("Published: %(title)s"), "approved", approver=approver)
    else:
        _send(page, page.state.author, _("Approved: %(title)s"), "handed_on", approver=approver)


def send_sent_back(page: ExperiencePage, approver: Any, reason: str) -> None:
    subject = _("Sent back to you: %(title)s")
    _send(page, page.state.author, subject, "sent_back", approver=approver, reason=reason)


def _send(page: ExperiencePage, reader: Any, subject: Promise, template: str, **context: Any) -> None:
    if reader is None:
        return
    title = " ".join(page.draft_title.split())
    with in_language_of(reader):
        context |= {
            "reader": reader,
            "title": title,
            "organisation": page.state.organisation,
            "draft_address": settings.WAGTAILADMIN_BASE_URL + reverse("draft", args=[page.pk]),
            "address": settings.WAGTAILADMIN_BASE_URL + page.path_url,
        }
        body = render_to_string(f"cases/mail/{template}.txt", context)
        send_mail(str(subject) % {"title": title}, body, None, [reader.email])
