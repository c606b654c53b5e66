"""Every mail in nynorsk and English: no bokmål but what people wrote, and addresses with the reader's prefix."""

import re
from datetime import timedelta
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override

from cases import mail as case_mails
from core.access import OPEN
from core.actions import send_to_review
from events import mail as event_mails
from people.actions import choose_language
from people.adapter import AccountAdapter
from tests.factories.arena import make_idea
from tests.factories.cases import make_waiting
from tests.factories.events import make_event, register
from tests.factories.people import make_member, make_organisation, make_staff
from tests.factories.threads import make_comment, make_thread
from tests.words import BOKMAL, NORWEGIAN
from threads import mail as comment_mails

pytestmark = pytest.mark.django_db

OF_ACCOUNTS = sorted(
    str(path.relative_to(Path(allauth.__file__).parent / "templates")).removesuffix("_subject.txt")
    for app in ("account", "mfa")
    for path in (Path(allauth.__file__).parent / "templates" / app / "email").glob("*_subject.txt")
)


@pytest.fixture(params=["nn", "en"])
def language(request):
    return request.param


@pytest.fixture
def reader(language):
    user = make_member("Ada", make_organisation("Oak Ltd"))
    choose_language(user=user, language=language)
    return user


def check(mails, language, least):
    assert len(mails) >= least
    strange = BOKMAL if language == "nn" else NORWEGIAN
    for mail in mails:
        text = f"{mail.subject}\n{mail.body}".replace("Markedsplassen", "")
        words = re.sub(r"https?://\S+|\S+@\S+", "", text)
        assert not strange.search(words), text
        for path in re.findall(r"http://testserver(/\S*)", text):
            assert path.startswith((f"/{language}/", "/admin/")), text


def test_events(reader, language, mailoutbox):
    event = make_event(reader, title="Night sensors", place="Hall 3", online_url="https://meet.example/1")
    registration = register(event, reader)
    event_mails.send_cancellation(registration)
    event_mails.send_called_off(event, [registration])
    event_mails.send_resumed(event, [registration])
    for change in ({"starts_at": event.starts_at + timedelta(days=2)}, {"place": "Hall 4"}, {"online_url": ""}):
        for name, value in change.items():
            setattr(registration, name, value)
        event_mails.send_moved(event, [registration])
    registration.ends_at += timedelta(days=3)
    event_mails.send_moved(event, [registration])
    check(mailoutbox, language, 8)
    [calendar] = mailoutbox[0].attachments
    assert f"http://testserver/{language}/arrangementer/" in calendar[1].replace("\r\n ", "")


def test_reports(reader, language, mailoutbox):
    page = make_waiting(reader, title="Night sensors", summary="They were slow.")
    case_mails.send_waiting(page, reader, [reader])
    case_mails.send_approved(page, reader, is_published=True)
    case_mails.send_approved(page, reader, is_published=False)
    case_mails.send_sent_back(page, reader, "Too short.")
    check([mail for mail in mailoutbox if mail.to == [reader.email]], language, 4)


def test_comments(reader, language, mailoutbox):
    moderator = make_staff("Mona", "moderator")
    choose_language(user=moderator, language=language)
    comment = make_comment(make_thread(reader, title="Night sensors"), reader, body="Which one?")
    comment.decline_reason = "Too short."
    comment_mails.send_held(comment)
    comment_mails.send_approved(comment)
    comment_mails.send_declined(comment)
    check(mailoutbox, language, 3)


def test_the_workflow(reader, language, mailoutbox, signed_in):
    moderator = make_staff("Mona", "moderator")
    choose_language(user=moderator, language=language)
    page = make_idea(reader, title="Night sensors", published=False)
    send_to_review(page=page, author=reader, access_key=OPEN)
    with override("nb"):
        page.current_workflow_task_state.reject(user=moderator, comment="Too short.")
        page.get_latest_revision_as_object()
        send_to_review(page=page, author=reader, access_key=OPEN)
        page.current_workflow_task_state.approve(user=moderator)
    check(mailoutbox, language, 4)


def test_the_accounts_are_all_there():
    assert "account/email/password_reset_key" in OF_ACCOUNTS
    assert "mfa/email/totp_activated" in OF_ACCOUNTS


@pytest.mark.parametrize("template", OF_ACCOUNTS)
def test_accounts(template, reader, language, mailoutbox, rf):
    request = rf.get("/konto/", headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    request.user = AnonymousUser()
    written = {"deleted_email": "old@oak.example", "from_email": "old@oak.example", "to_email": reader.email}
    asked = {"key": "k-1", "code": "123456", "signup_url": f"http://testserver{reverse('account_signup')}"}
    reset, confirm = reverse("account_reset_password"), reverse("account_confirm_email", args=["k-1"])
    addresses = {"password_reset_url": f"http://testserver{reset}", "activate_url": f"http://testserver{confirm}"}
    told = {"timestamp": reader.date_joined, "ip": "127.0.0.1", "user_agent": request.headers["user-agent"]}
    with request_context(request):
        AccountAdapter(request).send_mail(template, reader.email, {**written, **asked, **addresses, **told})
    check(mailoutbox, language, 1)


def test_a_mail_is_in_the_language_of_the_account_wherever_it_was_asked_for(reader, language, anonymous, mailoutbox):
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    anonymous.post("/konto/password/reset/", {"email": reader.email})
    check(mailoutbox, language, 1)
    assert f"http://testserver/{language}/konto/password/reset/key/" in mailoutbox[0].body


def test_whoever_signs_up_is_written_to_in_the_language_she_signed_up_in(language, anonymous, mailoutbox):
    form = {"first_name": "Ada", "last_name": "Oak", "email": "ada@oak.example", "password1": "a-long-one-on-hills"}
    assert anonymous.post(f"/{language}/konto/signup/", form).status_code == 302
    check(mailoutbox, language, 1)
    assert f"http://testserver/{language}/konto/confirm-email/" in mailoutbox[0].body
