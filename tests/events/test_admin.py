from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from events.models import EventIndexPage, EventPage
from tests.factories.events import make_agenda, make_event, register
from tests.factories.people import make_staff, make_user
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_staff("Synnøve", "editor")


@pytest.fixture
def client(client, editor):
    """The editor, let into the admin."""
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    prove_second_factor(client, editor)
    return client


def typed(event, **fields):
    items = [
        {"starts": item.starts, "minutes": item.minutes, "title": item.title, "kind": item.kind, "id": item.pk}
        for item in event.agenda_items.all()
    ]
    data = {
        "title": event.title,
        "slug": event.slug,
        "language": "nb",
        "starts_at": "2027-01-15 12:00",
        "ends_at": "2027-01-15 15:00",
        "place": "Rådhuset",
        "agenda_items": inline_formset(items, initial=len(items)),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    return nested_form_data({**data, **fields})


def test_the_list_of_events_shows_when_they_start_and_their_places(editor, client):
    start = datetime(2027, 1, 15, 11, 0, tzinfo=UTC)
    event = make_event(editor, capacity=40, starts_at=start, ends_at=start + timedelta(hours=2))
    make_event(editor, "Senere", days=300)
    register(event, make_user("Kari"))
    address = reverse("wagtailadmin_explore", args=[EventIndexPage.objects.originals().get().pk])

    html = client.get(address).content.decode()
    by_start = client.get(address, {"ordering": "-starts_at"})

    assert "15.01.2027 12:00" in html
    assert "1 / 40" in html
    assert [page.title for page in by_start.context["pages"]] == ["Senere", event.title]


def test_an_editor_changes_an_event_with_its_agenda(editor, client):
    event = make_event(editor, agenda=make_agenda())
    address = reverse("wagtailadmin_pages:edit", args=[event.pk])

    assert "Åtte forhold og tre veier" in client.get(address).content.decode()
    assert client.post(address, typed(event, title="Nytt navn", capacity="12")).status_code == 302

    changed = EventPage.objects.get()
    assert (changed.title, changed.capacity) == ("Nytt navn", 12)
    assert changed.agenda_items.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_at": "0001-01-01 00:00"},
        {"ends_at": "9999-12-31 23:59"},
        {"ends_at": "2027-01-15 11:00"},
        {"capacity": "0"},
        {"online_url": "javascript:alert(1)"},
        {"place": ""},
    ],
)
def test_the_admin_asks_for_the_same_sense_as_the_public_form(fields, editor, client):
    event = make_event(editor)

    answer = client.post(reverse("wagtailadmin_pages:edit", args=[event.pk]), typed(event, **fields))

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() <= {*fields, "ends_at"}
    assert answer.context["form"].errors
    assert EventPage.objects.get().starts_at == event.starts_at
