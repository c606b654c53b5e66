from datetime import time, timedelta

from django.utils import timezone

from core.access import OPEN
from events import actions
from events.models import AgendaItem, EventIndexPage, EventPage
from tests.factories import pages


def in_days(days, hours=0):
    """A moment so many days (and hours) from now; days before today are negative."""
    return (timezone.now() + timedelta(days=days, hours=hours)).replace(microsecond=0)


def make_event(author, title="Arbeidsverksted om sensorer", access_key=OPEN, published=True, agenda=(), **fields):
    """An event in a fortnight, two hours long; `days` moves it, `agenda` is tuples of (starts, minutes, title)."""
    days = fields.pop("days", 14)
    defaults = {
        "summary": "Tre timer med ekte behov.",
        "starts_at": in_days(days),
        "ends_at": in_days(days, hours=2),
        "place": "Rådhuset",
    }
    page = EventPage(title=title, **{**defaults, **fields})
    page.agenda_items = [
        AgendaItem(starts=starts, minutes=minutes, title=title, sort_order=order, speakers="Anne, Markedsplassen")
        for order, (starts, minutes, title) in enumerate(agenda)
    ]
    make = pages.publish if published else pages.draft
    return make(page, EventIndexPage, author, access_key)


def make_agenda():
    return [(time(12, 0), 10, "Velkommen"), (time(12, 10), 20, "Åtte forhold og tre veier")]


def register(event, user, organisation=None):
    return actions.register(event=event, user=user, organisation=organisation)
