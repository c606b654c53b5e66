"""What those who are registered are told when an event is moved, called off, deleted or brought back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.actions import publish_page
from core.models import AuditEntry, OutgoingMail
from events import actions
from events.models import EventPage, Registration
from tests.factories.events import in_days, make_event, register
from tests.factories.people import make_member, make_staff, make_user
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return make_member("Synne", "God kommune")


@pytest.fixture
def event(organiser):
    return make_event(organiser, title="Åpent møte", place="Rådhuset", online_url="https://mote.example/rom")


@pytest.fixture
def kari(event):
    kari = make_user("Kari")
    register(event, kari)
    left = make_user("Ola")
    register(event, left)
    actions.cancel(event=event, user=left)
    mail.outbox.clear()
    return kari


@pytest.fixture
def editor(signed_in):
    user = make_staff("Eva", "editor")
    client = signed_in(user)
    prove_second_factor(client, user)
    return client


def in_the_admin(editor, view, event, data=None):
    return editor.post(reverse(f"wagtailadmin_pages:{view}", args=[event.pk]), data or {})


def admin_form(event, **fields):
    """What the admin's form posts, with local times as the editor sees them."""
    data = {
        "title": event.title,
        "slug": event.slug,
        "language": "nb",
        "starts_at": "2027-01-15 12:00",
        "ends_at": "2027-01-15 15:00",
        "place": "Rådhuset",
        "online_url": "https://mote.example/rom",
        "agenda_items": inline_formset([]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    return nested_form_data({**data, **fields})


def publish(event, organiser, **changes):
    page = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=organiser)
    publish_page(page=page, publisher=organiser, access_key=page.state.access_key)


def told():
    """Who has got a mail since last time, with its subject."""
    sent = [(message.to[0], message.subject) for message in mail.outbox]
    mail.outbox.clear()
    return sent


@pytest.mark.parametrize("view", ["unpublish", "delete"])
def test_what_is_taken_away_in_the_admin_is_told_by_mail(view, event, kari, editor):
    assert in_the_admin(editor, view, event).status_code == 302

    assert "Rådhuset" not in mail.outbox[0].body
    assert told() == [(kari.email, "Avlyst: Åpent møte")]
    assert AuditEntry.objects.get(action="event.called_off").data == {"people": 1}


def test_each_is_told_once_however_often_it_is_taken_away(event, kari, editor, organiser):
    in_the_admin(editor, "unpublish", event)
    actions.call_off(event=event, actor=organiser)
    in_the_admin(editor, "delete", event)

    assert len(told()) == 1


def test_the_mail_is_a_row_of_the_same_transaction(event, kari, editor, settings):
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"

    in_the_admin(editor, "delete", event)

    assert OutgoingMail.objects.get().message["to"] == [kari.email]


def test_a_registration_outlives_its_event(event, kari, editor):
    in_the_admin(editor, "delete", event)

    registration = Registration.objects.get(user=kari)
    assert (registration.event, registration.title, registration.place) == (None, "Åpent møte", "Rådhuset")
    assert registration.called_off_at


def test_deleting_events_in_bulk_tells_too(event, kari, editor):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    editor.post(f"{address}?id={event.pk}&next=/admin/")

    assert not EventPage.objects.exists()
    assert len(told()) == 1


@pytest.mark.parametrize(("view", "live"), [("unpublish", True), ("delete", True), ("delete", False)])
def test_the_admin_says_beforehand_who_is_told(view, live, event, kari, editor):
    if not live:
        in_the_admin(editor, "unpublish", event)

    shown = editor.get(reverse(f"wagtailadmin_pages:{view}", args=[event.pk]))

    assert ("Én person er påmeldt og får e-post" in shown.text) is live


def test_nobody_is_told_of_what_is_over(event, kari, editor):
    EventPage.objects.update(starts_at=in_days(-2), ends_at=in_days(-1))

    in_the_admin(editor, "unpublish", event)

    assert not told()


MOVES = {
    "Nytt tidspunkt: Åpent møte": {"starts_at": in_days(20), "ends_at": in_days(20, hours=2)},
    "Nytt sted: Åpent møte": {"place": "Biblioteket"},
    "Ny nettadresse: Åpent møte": {"online_url": "https://annet.example/rom"},
    "Nytt tidspunkt og sted: Åpent møte": {"ends_at": in_days(15), "place": "Biblioteket"},
}


@pytest.mark.parametrize("subject", MOVES)
def test_a_new_time_or_place_is_told_once(subject, event, kari, organiser):
    publish(event, organiser, **MOVES[subject])
    publish(event, organiser, **MOVES[subject])

    assert told() == [(kari.email, subject)]
    assert AuditEntry.objects.get(action="event.moved").data == {"people": 1}


def test_the_mail_says_how_it_is_and_how_it_was_and_brings_the_new_calendar_file(event, kari, organiser):
    publish(event, organiser, place="Biblioteket")

    [message] = mail.outbox
    assert message.body.index("Biblioteket") < message.body.index("Rådhuset")
    assert f"/arrangementer/{event.pk}/meld-av/" in message.body
    assert "LOCATION:Biblioteket" in message.attachments[0][1].replace("\r\n ", "")


def test_moving_it_in_the_admin_is_told(event, kari, editor):
    assert in_the_admin(editor, "edit", event, admin_form(event)).status_code == 302

    assert told() == [(kari.email, "Nytt tidspunkt: Åpent møte")]
    assert Registration.objects.get(user=kari).starts_at == EventPage.objects.get().starts_at


@pytest.mark.parametrize("changes", [{"title": "Åpent møte om sensorer"}, {"body": "Ta med pc."}, {"capacity": 40}])
def test_other_changes_are_not_told(changes, event, kari, organiser):
    publish(event, organiser, **changes)

    assert not told()
    assert Registration.objects.get(user=kari).title == EventPage.objects.get().title


def test_a_draft_of_a_new_time_is_told_when_it_is_published(event, kari, organiser):
    page = EventPage.objects.get().get_latest_revision_as_object()
    page.starts_at += timedelta(hours=1)
    revision = page.save_revision(user=organiser)
    assert not told()

    revision.publish(user=organiser, skip_permission_checks=True)

    assert len(told()) == 1


def test_what_takes_place_after_all_is_told(event, kari, editor, organiser):
    in_the_admin(editor, "unpublish", event)
    told()

    publish(event, organiser, place="Biblioteket")
    assert told() == [(kari.email, "Likevel ikke avlyst: Åpent møte")]
    assert Registration.objects.get(user=kari).called_off_at is None

    actions.call_off(event=event, actor=organiser)
    assert told() == [(kari.email, "Avlyst: Åpent møte")]


def test_who_registers_after_a_change_is_not_told_of_it(event, kari, organiser):
    publish(event, organiser, place="Biblioteket")
    register(EventPage.objects.get(), make_user("Liv"))
    told()

    publish(event, organiser, place="Biblioteket", body="Velkommen!")

    assert not told()


@pytest.mark.parametrize("how", ["withdrawn", "unpublished", "deleted"])
def test_my_page_says_what_is_called_off(how, event, kari, editor, organiser, signed_in):
    client = signed_in(kari)
    assert event.path_url in client.get("/min-side/").text
    if how == "withdrawn":
        actions.call_off(event=event, actor=organiser)
    else:
        in_the_admin(editor, "delete" if how == "deleted" else "unpublish", event)

    shown = client.get("/min-side/").text

    assert "Åpent møte" in shown
    assert "Avlyst" in shown
    assert event.path_url not in shown


def test_my_page_shows_the_new_time_and_forgets_what_is_over(event, kari, organiser, signed_in):
    publish(event, organiser, starts_at=in_days(40), ends_at=in_days(40, hours=1))
    client = signed_in(kari)
    assert [one.starts_at for one in client.get("/min-side/").context["registrations"]] == [
        EventPage.objects.get().starts_at
    ]

    Registration.objects.update(starts_at=in_days(-2), ends_at=in_days(-1))

    assert not client.get("/min-side/").context["registrations"]
