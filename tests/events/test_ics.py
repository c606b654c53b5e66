from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from core import actions
from events.ics import calendar_file
from tests.factories.events import make_event
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(
        make_member(),
        title="Møte; med, tegn\\ og 🎉",
        starts_at=datetime(2027, 7, 1, 10, 0, tzinfo=UTC),
        ends_at=datetime(2027, 7, 1, 13, 0, tzinfo=UTC),
        place="Fjordsalen, rådhuset i God kommune, med et navn så langt at linjen må brekkes",
        online_url="https://mote.example/rom",
    )


def entry(event, **options):
    calendar = Calendar.from_ical(calendar_file(event, **{"with_online_url": False, **options}))
    (found,) = calendar.walk("VEVENT")
    return found


def test_the_file_says_what_when_and_where(event):
    read = entry(event)

    assert read["SUMMARY"] == event.title
    assert read["LOCATION"] == event.place
    assert read["URL"] == f"http://testserver{event.path_url}"
    assert read.decoded("DTSTART") == event.starts_at
    assert read.decoded("DTEND") == event.ends_at


def test_times_stand_in_norwegian_time_with_the_zone_described(event):
    text = calendar_file(event, with_online_url=False).decode()

    assert "DTSTART;TZID=Europe/Oslo:20270701T120000" in text
    assert "BEGIN:VTIMEZONE" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_address_of_the_meeting_is_there_only_when_asked_for(event):
    assert "mote.example" not in entry(event)["DESCRIPTION"]
    assert "https://mote.example/rom" in entry(event, with_online_url=True)["DESCRIPTION"]


def test_a_changed_event_replaces_the_one_in_the_calendar(event):
    before = entry(event)
    actions.save_draft(page=event, editor=event.state.author, seen_revision=event.latest_revision_id)
    actions.publish_page(page=event, publisher=event.state.author, access_key="open")
    event.refresh_from_db()

    after = entry(event)

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_the_address_of_the_file_gives_a_calendar_file(event, anonymous):
    answer = anonymous.get(f"/arrangementer/{event.pk}/kalender.ics")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="arrangement.ics"'
    assert anonymous.post(f"/arrangementer/{event.pk}/kalender.ics").status_code == 405
