"""An event as a calendar file (RFC 5545)."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from core.clock import now

from .models import EventPage

PRODUCT = "-//Markedsplassen//Arrangementer//NO"
FILE_NAME = "arrangement.ics"
MIME_TYPE = "text/calendar"


def site_address(path: str) -> str:
    """Return `path` with the site's own scheme and host, for use outside a page."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def calendar_file(event: EventPage, *, with_online_url: bool) -> bytes:
    """Return the event as a calendar of its own, with the zone it was planned in.

    The identity stays the same and the sequence grows with every new revision, so that a calendar replaces what it has.
    """
    address = site_address(event.path_url)
    online = event.online_url if with_online_url else ""
    entry = Event()
    entry.add("uid", f"arrangement-{event.pk}@{urlsplit(address).hostname}")
    entry.add("dtstamp", event.last_published_at or now())
    entry.add("sequence", event.live_revision_id or 0)
    entry.add("summary", event.title)
    entry.add("dtstart", _local(event.starts_at))
    entry.add("dtend", _local(event.ends_at))
    entry.add("location", event.place or online)
    entry.add("description", "\n\n".join(filter(None, [event.summary, online, address])))
    entry.add("url", address)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    # Of the zone's history, no more than this event needs.
    calendar.add_missing_timezones(date(event.starts_at.year, 1, 1), date(event.ends_at.year + 1, 1, 1))
    return calendar.to_ical()


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(timezone.get_default_timezone_name()))
