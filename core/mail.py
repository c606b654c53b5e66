"""Mail is written to the database in the transaction that causes it, and delivered by the worker afterwards."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from .clock import now
from .models.outbox import OutgoingMail

ADDRESSES = ("to", "cc", "bcc", "reply_to")
RETRY_AFTER = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


class OutboxBackend(BaseEmailBackend):
    """An `EMAIL_BACKEND` that puts mails into the outbox, those of allauth and Wagtail like our own."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [OutgoingMail(message=_to_row(message)) for message in email_messages if message.recipients()]
        OutgoingMail.objects.bulk_create(rows)
        return len(rows)


def _to_row(message: EmailMessage) -> dict[str, Any]:
    attachments = [
        (name, base64.b64encode(content.encode() if isinstance(content, str) else content).decode(), mimetype)
        for name, content, mimetype in message.attachments
    ]
    return {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        **{field: list(getattr(message, field)) for field in ADDRESSES},
        "headers": message.extra_headers,
        "alternatives": [tuple(alternative) for alternative in getattr(message, "alternatives", [])],
        "attachments": attachments,
    }


def _from_row(row: dict[str, Any]) -> EmailMultiAlternatives:
    attachments = [(name, base64.b64decode(content), mimetype) for name, content, mimetype in row["attachments"]]
    return EmailMultiAlternatives(**{**row, "attachments": attachments})


def deliver(*, limit: int = 100) -> int:
    """Send the mails that are due, oldest first, and return how many went out.

    A mail that cannot be sent is tried again later, after a wait that doubles each time.
    """
    sent = 0
    due = OutgoingMail.objects.filter(sent_at=None, due_at__lte=now())
    for pk in list(due.values_list("pk", flat=True)[:limit]):
        sent += _deliver_one(pk)
    return sent


@transaction.atomic
def _deliver_one(pk: int) -> bool:
    row = OutgoingMail.objects.select_for_update(skip_locked=_can_skip_locked()).filter(pk=pk, sent_at=None).first()
    if row is None:
        return False
    row.attempts += 1
    try:
        message = _from_row(row.message)
        message.connection = get_connection(settings.MAIL_TRANSPORT)
        message.send()
        row.sent_at = now()
    except Exception as error:  # noqa: BLE001 - whatever the transport says, the mail is kept and tried again
        row.last_error = str(error)[:2000]
        row.due_at = now() + min(RETRY_AFTER * 2 ** (row.attempts - 1), LONGEST_WAIT)
    row.save()
    return row.sent_at is not None


def _can_skip_locked() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked
