from __future__ import annotations

from datetime import time

from events.actions import register
from events.models import AgendaItem, EventIndexPage, EventPage, Registration
from home.prose import Row

from .pages import write_pages
from .world import World, rows

ANNOUNCED_AHEAD, ANNOUNCED_AGO = 30, 3  # days before the event, and at least so many before the load
BETWEEN_REGISTRATIONS = 47  # minutes
TOLD_OF_ITEM = ("minutes", "title", "speakers", "description", "kind")


def load(world: World) -> None:
    """Announce the events, and register those who come to them."""
    announced = [row | _when(row) for row in rows("events", "event")]
    new = write_pages(world, "event", announced, under=EventIndexPage.objects.originals().get(), build=_event)
    for event, row in new:
        _register(world, event, row)


def _when(row: Row) -> dict[str, int]:
    """Return in how many days an event takes place, and how many days ago it was announced."""
    ahead = row["in_days"] if "in_days" in row else -row["days_ago"]
    return {"ahead": ahead, "days_ago": max(ANNOUNCED_AHEAD - ahead, ANNOUNCED_AGO)}


def _event(world: World, row: Row) -> EventPage:
    return EventPage(
        starts_at=world.on_day(row["ahead"], row["time"]),
        ends_at=world.on_day(row["ahead"], row["end_time"]),
        capacity=row.get("capacity"),
        agenda_items=[_item(item, place) for place, item in enumerate(row["item"])],
        **{name: row[name].strip() for name in ("body", "place", "online_url")},
        **world.subject(row),
    )


def _item(row: Row, place: int) -> AgendaItem:
    told = {name: row[name] for name in TOLD_OF_ITEM}
    return AgendaItem(sort_order=place, starts=time.fromisoformat(row["time"]), **told)


def _register(world: World, event: EventPage, row: Row) -> None:
    """Let those who come register, from the day after the announcement on."""
    for place, email in enumerate(row.get("registrations", [])):
        person = world.authors[email]
        registration = register(event=event, user=person.user, organisation=person.organisation)
        at = world.moment(row["days_ago"] - 1, minute=place * BETWEEN_REGISTRATIONS)
        Registration.objects.filter(pk=registration.pk).update(created_at=at)
        world.made["registrations"] += 1
