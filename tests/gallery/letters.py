"""Every mail of the site, written by the actions and forms that send it, in the demo world; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.test import Client

from cases import actions as approving
from cases import mail as case_mail
from cases.models import ExperiencePage
from core.access import OPEN
from core.actions import send_to_review
from core.languages import local
from events import actions as events
from events.models import EventPage
from home.demo.people import PASSWORD
from people.models import User
from tests.gallery import people
from threads import actions as threads
from threads.models import Comment, ThreadPage

EVENT, REPORT, THREAD = "digital-kaffi-for-sma-kommunar", "arbeidstelefon-til-alle-i-to-soner", "hva-koster-en-dpia"
REASON = "Skriv hvem det gjelder, og ta ut navnet på brukeren."


def user(email: str) -> Any:
    return User.objects.get(email=email)


def register() -> None:
    organisation = user(people.INGER).memberships.get().organisation
    events.register(event=EventPage.objects.get(slug=EVENT), user=user(people.INGER), organisation=organisation)


def cancel() -> None:
    events.cancel(event=EventPage.objects.get(slug=EVENT), user=user(people.MAGNUS))


def call_off() -> None:
    events.tell_called_off(page=EventPage.objects.get(slug=EVENT))


def resume() -> None:
    call_off()
    events.tell_of_changes(page=EventPage.objects.get(slug=EVENT))


def move() -> None:
    event = EventPage.objects.get(slug=EVENT)
    event.starts_at, event.ends_at = (at + timedelta(days=1) for at in (event.starts_at, event.ends_at))
    event.save()
    events.tell_of_changes(page=event)


def report() -> ExperiencePage:
    return ExperiencePage.objects.get(slug=REPORT)


def ask_for_approval() -> None:
    approving.tell_approvers(page=report())


def approve() -> None:
    page = report()
    approving.approve(page=page, approver=user(people.RAGNHILD), seen_revision=page.latest_revision_id)


def hand_on() -> None:
    case_mail.send_approved(report(), user(people.RAGNHILD), is_published=False)


def send_back() -> None:
    approving.send_back(page=report(), approver=user(people.RAGNHILD), reason=REASON)


def comment() -> Comment:
    ruth = user(people.RUTH)
    organisation = ruth.memberships.get().organisation
    page = ThreadPage.objects.get(slug=THREAD)
    return threads.post_comment(page=page, author=ruth, organisation=organisation, body="Vi brukte 40 timer.")


def decide(approves: bool) -> None:
    held = comment()
    told = {"comment": held, "moderator": user(people.THOMAS), "seen_version": held.version}
    if approves:
        threads.approve_comment(**told)
    else:
        threads.decline_comment(reason=REASON, **told)


def review() -> Any:
    page = report()
    send_to_review(page=page, author=user(people.RUTH), access_key=OPEN)
    return page.current_workflow_state.current_task_state


def accept() -> None:
    waiting = review()
    waiting.approve(user=user(people.THOMAS))


def reject() -> None:
    waiting = review()
    waiting.reject(user=user(people.THOMAS), comment=REASON)


def send(path: str, who: str = "", **fields: str) -> None:
    """Send a form of the account pages."""
    cache.clear()  # so that nobody is told to wait
    site = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    client = Client(SERVER_NAME=site.hostname, SERVER_PORT=str(site.port))
    if who:
        client.force_login(user(who), backend="django.contrib.auth.backends.ModelBackend")
    client.post(local(path), fields)


def sign_up(email: str) -> None:
    send("/konto/signup/", email=email, name="Áslaug", first_name="Áslaug", password1=PASSWORD)


@dataclass(frozen=True)
class Letter:
    """A mail by the template it must come from; `write` causes it."""

    name: str
    template: str
    write: Callable[[], Any]


LETTERS = [
    Letter("event-receipt", "events/mail/receipt.txt", register),
    Letter("event-cancelled", "events/mail/cancellation.txt", cancel),
    Letter("event-called-off", "events/mail/called_off.txt", call_off),
    Letter("event-resumed", "events/mail/resumed.txt", resume),
    Letter("event-moved", "events/mail/moved.txt", move),
    Letter("report-waiting", "cases/mail/waiting.txt", ask_for_approval),
    Letter("report-approved", "cases/mail/approved.txt", approve),
    Letter("report-handed-on", "cases/mail/handed_on.txt", hand_on),
    Letter("report-sent-back", "cases/mail/sent_back.txt", send_back),
    Letter("comment-held", "threads/mail/held.txt", comment),
    Letter("comment-approved", "threads/mail/approved.txt", lambda: decide(True)),
    Letter("comment-declined", "threads/mail/declined.txt", lambda: decide(False)),
    Letter("page-submitted", "wagtailadmin/notifications/task_state_submitted.txt", review),
    Letter("page-approved", "wagtailadmin/notifications/workflow_state_approved.txt", accept),
    Letter("page-rejected", "wagtailadmin/notifications/workflow_state_rejected.txt", reject),
    Letter("signup", "account/email/email_confirmation_signup_message.txt", lambda: sign_up("ny@innbygger.example")),
    Letter("signup-known", "account/email/account_already_exists_message.txt", lambda: sign_up(people.KRISTIN)),
    Letter(
        "address",
        "account/email/email_confirmation_message.txt",
        lambda: send("/konto/email/", people.KRISTIN, action_add="", email="kristin.ny@innbygger.example"),
    ),
    Letter(
        "reset",
        "account/email/password_reset_key_message.txt",
        lambda: send("/konto/password/reset/", email=people.KRISTIN),
    ),
    Letter(
        "reset-unknown",
        "account/email/unknown_account_message.txt",
        lambda: send("/konto/password/reset/", email="ukjent@innbygger.example"),
    ),
]
