"""Mail is written to the database in the transaction that causes it, and delivered by the worker afterwards."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import timedelta
from email import message_from_bytes, policy
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.utils.translation import check_for_language, override

from .clock import now
from .models.outbox import OutgoingMail

ADDRESSES = ("to", "cc", "bcc", "reply_to")
RETRY_AFTER = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
MOST_DOUBLINGS = 10


def in_language_of(reader: Any) -> override:
    """Return a context in which everything is said in the language of a person's account."""
    # Northern Sámi has no interface yet.
    return override(reader.language if check_for_language(reader.language) else settings.LANGUAGE_CODE)


class OutboxBackend(BaseEmailBackend):
    """An `EMAIL_BACKEND` that puts mails into the outbox, those of allauth and Wagtail like our own."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        rows = [OutgoingMail(message=_to_row(message)) for message in email_messages if message.recipients()]
        OutgoingMail.objects.bulk_create(rows)
        return len(rows)


class ReadableFileBackend(FileBackend):
    """A transport that writes each mail to a file, its headers in letters as they are: for people, not for servers."""

    as_read = policy.SMTPUTF8.clone(linesep="\n", max_line_length=0, cte_type="8bit")

    def write_message(self, message: EmailMessage) -> None:
        readable = message_from_bytes(message.message().as_bytes(), policy=self.as_read)
        for name, value in readable.items():
            readable.replace_header(name, value.strip())
        self.stream.write(readable.as_bytes() + b"\n" + b"-" * 79 + b"\n")  # type: ignore[arg-type] # Django's stream takes bytes


def _to_row(message: EmailMessage) -> dict[str, Any]:
    """Return what is stored of `message`; raises `BadHeaderError` for a line end in a header."""
    sender = parseaddr(message.from_email)[1]
    message.extra_headers.setdefault("Message-ID", make_msgid(domain=sender.rpartition("@")[2]))
    message.message()
    attachments = [
        (name, base64.b64encode(content.encode() if isinstance(content, str) else content).decode(), mimetype)
        for name, content, mimetype in message.attachments
    ]
    return {
        "subject": str(message.subject),
        "body": str(message.body),
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
    due = OutgoingMail.objects.filter(sent_at=None, due_at__lte=now())
    return sum(_deliver_one(row) for row in due[:limit])


def _deliver_one(row: OutgoingMail) -> bool:
    """Claim a mail, send it outside any transaction (a slow server must not hold the database), note how it went."""
    if not _claim(row):
        return False
    this = OutgoingMail.objects.filter(pk=row.pk)
    try:
        message = _from_row(row.message)
        message.connection = get_connection(settings.MAIL_TRANSPORT)
        message.send()
    except Exception as error:  # noqa: BLE001 - whatever the transport says, the mail is kept and tried again
        this.update(last_error=str(error).replace("\x00", "")[:2000])
        return False
    this.update(sent_at=now())
    return True


def _claim(row: OutgoingMail) -> bool:
    """Count the attempt and put off the next one, unless another worker was first."""
    wait = min(RETRY_AFTER * 2 ** min(row.attempts, MOST_DOUBLINGS), LONGEST_WAIT)
    untouched = OutgoingMail.objects.filter(pk=row.pk, sent_at=None, attempts=row.attempts)
    return bool(untouched.update(attempts=row.attempts + 1, due_at=now() + wait))
