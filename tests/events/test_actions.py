import pytest
from django.core import mail
from django.utils.translation import gettext, override

from core.models import AuditEntry, EventEntry, OutgoingMail
from events import actions
from events.choices import RegistrationStatus
from events.models import Registration
from tests.factories.events import in_days, make_event, register
from tests.factories.people import make_member, make_supplier, make_user, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(make_member(), title="Åpent møte", place="", online_url="https://mote.example/rom", capacity=2)


def subject(msgid, language="nb"):
    with override(language):
        return gettext(msgid) % {"title": "Åpent møte"}


def refused(event, user):
    with pytest.raises(actions.RegistrationRefused) as caught:
        register(event, user)
    return caught.value.status


def test_registering_takes_a_place_and_is_noted(event):
    arne = make_supplier()

    registration = register(event, arne, organisation_of(arne))

    assert list(event.registrations.current()) == [registration]
    uid = f"registration:{registration.pk}"
    entry = AuditEntry.objects.get(action="registration.made")
    assert (entry.object_uid, entry.actor_name, entry.organisation_name) == (uid, "Arne", "Sår AS")
    assert EventEntry.objects.get(kind="registration.made").data == {"page": event.pk}


def test_the_receipt_tells_when_and_where_and_brings_a_calendar_file(event):
    register(event, make_user("Kari"))

    receipt = mail.outbox[0]
    assert receipt.to == ["kari@vest.example"]
    assert receipt.subject == subject("You are registered: %(title)s")
    assert "https://mote.example/rom" in receipt.body
    assert f"http://testserver{event.path_url}" in receipt.body
    assert "CET" in receipt.body or "CEST" in receipt.body
    name, content, mimetype = receipt.attachments[0]
    assert (name, mimetype) == ("arrangement.ics", "text/calendar")
    assert "BEGIN:VEVENT" in content


def test_the_receipt_is_written_in_the_readers_language(event):
    register(event, make_user("Ann", language="en"))
    register(event, make_user("Ánne", language="se"))

    assert mail.outbox[0].subject == "You are registered: Åpent møte"
    assert mail.outbox[1].subject == subject("You are registered: %(title)s")


def test_mail_is_a_row_of_the_same_transaction(event, settings):
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"

    register(event, make_user("Kari"))

    message = OutgoingMail.objects.get().message
    assert message["to"] == ["kari@vest.example"]
    assert message["attachments"][0][0] == "arrangement.ics"


def test_a_second_call_changes_nothing(event):
    kari = make_user("Kari")

    assert register(event, kari) == register(event, kari)

    assert Registration.objects.count() == 1
    assert len(mail.outbox) == 1


def test_the_capacity_is_never_exceeded(event):
    register(event, make_user("Kari"))
    register(event, make_user("Ola"))

    assert refused(event, make_user("Liv")) == RegistrationStatus.FULL
    assert event.registrations.current().count() == 2


def test_whoever_has_a_place_at_a_full_event_keeps_it(event):
    kari = make_user("Kari")
    registration = register(event, kari)
    register(event, make_user("Ola"))

    assert register(event, kari) == registration


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"registration_deadline": in_days(-1)}, RegistrationStatus.CLOSED),
        ({"starts_at": in_days(-1), "ends_at": in_days(1)}, RegistrationStatus.CLOSED),
        ({"days": -3}, RegistrationStatus.OVER),
        ({"published": False}, RegistrationStatus.CLOSED),
    ],
)
def test_registering_is_refused_in_words(fields, status):
    event = make_event(make_member("Ellen", "Fiktiv kommune"), **fields)

    assert refused(event, make_user("Kari")) == status
    assert not Registration.objects.exists()
    assert not mail.outbox


def test_the_capacity_that_counts_is_the_one_in_the_database(event):
    seen_before = type(event).objects.get(pk=event.pk)
    event.capacity = 1
    event.save()
    register(event, make_user("Kari"))

    assert refused(seen_before, make_user("Ola")) == RegistrationStatus.FULL


def test_cancelling_gives_the_place_back_and_keeps_the_row(event):
    kari = make_user("Kari")
    registration = register(event, kari)

    actions.cancel(event=event, user=kari)

    registration.refresh_from_db()
    assert registration.cancelled_at is not None
    assert not event.registrations.current().exists()
    assert mail.outbox[1].subject == subject("Your registration is cancelled: %(title)s")
    assert AuditEntry.objects.filter(action="registration.cancelled").exists()


def test_cancelling_twice_or_without_a_place_changes_nothing(event):
    kari = make_user("Kari")
    register(event, kari)
    actions.cancel(event=event, user=kari)
    actions.cancel(event=event, user=kari)
    actions.cancel(event=event, user=make_user("Ola"))

    assert len(mail.outbox) == 2
    assert AuditEntry.objects.filter(action="registration.cancelled").count() == 1


def test_one_can_register_again_after_cancelling(event):
    kari = make_user("Kari")
    register(event, kari)
    actions.cancel(event=event, user=kari)

    register(event, kari)

    assert event.registrations.current().count() == 1
    assert event.registrations.count() == 2


def test_when_the_event_is_over_the_registration_stays(event):
    kari = make_user("Kari")
    register(event, kari)
    type(event).objects.filter(pk=event.pk).update(starts_at=in_days(-2), ends_at=in_days(-1))

    with pytest.raises(actions.RegistrationRefused):
        actions.cancel(event=event, user=kari)

    assert event.registrations.current().exists()


def test_calling_off_withdraws_the_event_and_tells_those_who_hold_a_place(event):
    kari, ola = make_user("Kari"), make_user("Ola")
    register(event, kari)
    register(event, ola)
    actions.cancel(event=event, user=ola)
    mail.outbox.clear()

    actions.call_off(event=event, actor=event.state.author)
    actions.call_off(event=event, actor=event.state.author)

    assert [message.to for message in mail.outbox] == [["kari@vest.example"]]
    assert mail.outbox[0].subject == subject("The event is called off: %(title)s")
    event.refresh_from_db()
    assert not event.live
    assert refused(event, make_user("Liv")) == RegistrationStatus.CLOSED


def test_nobody_is_told_that_an_event_of_the_past_is_withdrawn():
    event = make_event(make_member())
    register(event, make_user("Kari"))
    type(event).objects.filter(pk=event.pk).update(starts_at=in_days(-2), ends_at=in_days(-1))
    mail.outbox.clear()

    actions.call_off(event=event, actor=event.state.author)

    assert not mail.outbox
