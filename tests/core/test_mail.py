from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core import mail as django_mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, mail_admins, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core import mail
from core.models import OutgoingMail

pytestmark = pytest.mark.django_db


class BrokenTransport(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise ConnectionRefusedError("no server today\x00")


class PickyTransport(BaseEmailBackend):
    """Takes every mail but those to one address."""

    taken = []

    def send_messages(self, email_messages):
        for message in email_messages:
            if "avvist@vest.example" in message.recipients():
                raise OSError("550 no such user")
            self.taken.append((message.to, connection.in_atomic_block))
        return len(email_messages)


@pytest.fixture(autouse=True)
def outbox(settings):
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    django_mail.outbox = []
    return settings


def break_transport(settings):
    settings.MAIL_TRANSPORT = f"{__name__}.BrokenTransport"


def send(subject="Møte på øya", body="Hei", to="inger@vest.example", **extra):
    return EmailMessage(subject, body, to=[to], **extra).send()


def test_a_mail_is_a_row_and_nothing_leaves_before_it_is_delivered():
    assert send() == 1
    assert OutgoingMail.objects.get().message["subject"] == "Møte på øya"
    assert django_mail.outbox == []


def test_a_mail_is_delivered_once():
    send()
    assert mail.deliver() == 1
    assert mail.deliver() == 0
    assert [one.subject for one in django_mail.outbox] == ["Møte på øya"]
    assert OutgoingMail.objects.get().sent_at


def test_a_mail_is_rolled_back_with_what_caused_it():
    def change_and_fail():
        with transaction.atomic():
            send()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert not OutgoingMail.objects.exists()


def test_a_mail_to_nobody_is_no_row():
    assert EmailMessage("Til ingen", "", to=[]).send() == 0
    assert not OutgoingMail.objects.exists()


def test_the_oldest_goes_first_and_only_so_many():
    for number in range(5):
        send(subject=str(number))
    assert mail.deliver(limit=3) == 3
    assert [one.subject for one in django_mail.outbox] == ["0", "1", "2"]


def test_every_part_of_a_mail_survives():
    message = EmailMultiAlternatives(
        "Kalender",
        "Klartekst æøå",
        "Markedsplassen <fra@vest.example>",
        ["Ærlig Øy <a@vest.example>"],
        bcc=["b@vest.example"],
        cc=["c@vest.example"],
        reply_to=["d@vest.example"],
        headers={"List-Unsubscribe": "<https://vest.example/av>"},
    )
    message.attach_alternative("<p>HTML æøå</p>", "text/html")
    message.attach("møte.ics", "BEGIN:VCALENDAR\r\næøå", "text/calendar")
    message.attach("bilde.png", b"\x89PNG\r\n\x00\xff", "image/png")
    message.attach("ukjent", b"\x00\x01")
    message.send()
    mail.deliver()

    sent = django_mail.outbox[0]
    assert sent.recipients() == ["Ærlig Øy <a@vest.example>", "c@vest.example", "b@vest.example"]
    assert (sent.from_email, sent.reply_to) == ("Markedsplassen <fra@vest.example>", ["d@vest.example"])
    assert sent.alternatives == [("<p>HTML æøå</p>", "text/html")]
    assert sent.attachments == [
        ("møte.ics", "BEGIN:VCALENDAR\r\næøå", "text/calendar"),
        ("bilde.png", b"\x89PNG\r\n\x00\xff", "image/png"),
        ("ukjent", b"\x00\x01", "application/octet-stream"),
    ]
    assert sent.message()["List-Unsubscribe"] == "<https://vest.example/av>"
    assert "Bcc" not in sent.message()


def test_a_mail_keeps_its_id_however_often_it_is_tried(settings):
    send()
    row = OutgoingMail.objects.get()
    first, second = (mail._from_row(row.message).message() for _try in range(2))
    assert first["Message-ID"] == second["Message-ID"]
    send()
    assert mail._from_row(OutgoingMail.objects.last().message).message()["Message-ID"] != first["Message-ID"]


ATTACKS = [
    {"subject": "Hei\r\nBcc: evil@evil.example"},
    {"subject": "Hei\nBcc: evil@evil.example"},
    {"to": "a@vest.example\r\nBcc: evil@evil.example"},
    {"cc": ["a@vest.example\nBcc: evil@evil.example"]},
    {"reply_to": ["a@vest.example\r\nX: y"]},
    {"from_email": "a@vest.example\r\nBcc: evil@evil.example"},
    {"headers": {"X-Tema": "a\r\nBcc: evil@evil.example"}},
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: next(iter(attack)))
def test_a_line_end_in_a_header_is_refused_where_it_is_written(attack):
    with pytest.raises(BadHeaderError):
        send(**attack)
    assert not OutgoingMail.objects.exists()


def test_a_lazy_subject_is_written_as_it_is_read_now():
    send_mail(gettext_lazy("Published."), gettext_lazy("Edit"), None, ["a@vest.example"])
    mail.deliver()
    assert django_mail.outbox[0].subject == "Publisert."


def test_mail_to_the_operators_goes_the_same_way(settings):
    settings.ADMINS = [("Drift", "drift@vest.example")]
    mail_admins("Feil", "Se loggen", html_message="<p>Se loggen</p>")
    assert mail.deliver() == 1


def test_a_failing_transport_keeps_the_mail_and_waits_longer_each_time(settings, time_machine):
    break_transport(settings)
    time_machine.move_to(timezone.now(), tick=False)
    send()
    waits = []
    for _try in range(14):
        assert mail.deliver() == 0
        row = OutgoingMail.objects.get()
        waits.append(row.due_at - timezone.now())
        time_machine.shift(row.due_at - timezone.now() + timedelta(seconds=1))

    minutes = [round(wait.total_seconds() / 60) for wait in waits]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360, 360]
    assert (row.attempts, row.sent_at) == (14, None)
    assert "no server today" in row.last_error


def test_a_mail_is_not_tried_before_its_time(settings):
    break_transport(settings)
    send()
    mail.deliver()
    mail.deliver()
    assert OutgoingMail.objects.get().attempts == 1


def test_when_the_transport_comes_back_the_mail_goes_out(settings, time_machine):
    break_transport(settings)
    time_machine.move_to(timezone.now())
    send()
    mail.deliver()
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    assert mail.deliver() == 0
    time_machine.shift(61)
    assert mail.deliver() == 1
    assert len(django_mail.outbox) == 1


def test_one_address_that_fails_for_ever_stops_nobody_else(settings, monkeypatch):
    settings.MAIL_TRANSPORT = f"{__name__}.PickyTransport"
    monkeypatch.setattr(PickyTransport, "taken", [])
    send(to="avvist@vest.example")
    OutgoingMail.objects.update(attempts=30_000)
    send(to="inger@vest.example")

    assert mail.deliver() == 1

    assert [to for to, _locked in PickyTransport.taken] == [["inger@vest.example"]]
    assert OutgoingMail.objects.first().due_at > timezone.now() + timedelta(hours=5)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_server_is_talked_to(settings, monkeypatch):
    settings.MAIL_TRANSPORT = f"{__name__}.PickyTransport"
    monkeypatch.setattr(PickyTransport, "taken", [])
    send()
    assert mail.deliver() == 1
    assert PickyTransport.taken == [(["inger@vest.example"], False)]


def test_a_mail_that_another_worker_has_taken_is_left_alone(monkeypatch):
    send()
    original = mail._from_row

    def meanwhile(row):
        monkeypatch.setattr(mail, "_from_row", original)
        assert mail.deliver() == 0
        return original(row)

    monkeypatch.setattr(mail, "_from_row", meanwhile)
    assert mail.deliver() == 1
    assert len(django_mail.outbox) == 1


def test_a_row_that_cannot_be_read_is_kept_and_told_of():
    OutgoingMail.objects.create(message={"nothing": "known"})
    assert mail.deliver() == 0
    assert OutgoingMail.objects.get().last_error


def test_the_row_says_what_it_is_about():
    send()
    assert str(OutgoingMail.objects.get()).endswith(": Møte på øya")


def test_a_mail_in_a_file_can_be_read_by_people_and_by_programs(settings, tmp_path):
    settings.MAIL_TRANSPORT = "core.mail.ReadableFileBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    subject = "Møte på øya: «Sårbilder» " + "og én ting til " * 8
    send(subject.strip(), "Hei på deg, Åse\n" * 3, to="Åse Ødegård <ase@vest.example>")

    mail.deliver()

    [file] = tmp_path.glob("*.log")
    assert f"Subject: {subject.strip()}\n" in file.read_text()
    assert "To: Åse Ødegård <ase@vest.example>\n" in file.read_text()
    assert "Hei på deg, Åse\n" in file.read_text()
    read = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (read["Subject"], read["To"]) == (subject.strip(), "Åse Ødegård <ase@vest.example>")
    assert "Hei på deg, Åse" in read.get_body().get_content()
