from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from core.page_lists import PagesOfType
from people.page_lists import LANGUAGE, ORGANISATION, MemberPageFilters, MemberPagesBelow

from .models import EventPage, taken_places


def starts(event: Any) -> str:
    """Return when the event starts; Wagtail's own column for dates counts how long ago something was."""
    return date_format(timezone.localtime(event.starts_at), "SHORT_DATETIME_FORMAT")


def places(event: Any) -> str:
    """Return how many places are taken, of how many there are."""
    return f"{event.taken} / {event.capacity or '∞'}"


class EventFilters(MemberPageFilters):
    class Meta:
        model = EventPage
        fields = ["starts_at", "language", "live"]


class EventList:
    """Events by when they start, with their places."""

    model = EventPage
    icon = "date"
    filterset_class = EventFilters
    counted = {"taken": taken_places()}
    own_columns = [
        Column("starts", label=_("Starts"), accessor=starts, sort_key="starts_at", width="11%"),
        Column("places", label=_("Places"), accessor=places, width="7%"),
        ORGANISATION,
        LANGUAGE,
    ]


class EventsBelow(EventList, MemberPagesBelow):
    pass


class Events(EventList, PagesOfType):
    name = "events"
    menu_label = _("Events")
    menu_name = "events"
    menu_order = 230
