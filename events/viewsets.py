from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from .models import EventPage


def starts(event: Any) -> str:
    """Return when the event starts; Wagtail's own column for dates counts how long ago something was."""
    return date_format(timezone.localtime(event.starts_at), "SHORT_DATETIME_FORMAT")


def places(event: Any) -> str:
    """Return how many places are taken, of how many there are."""
    return f"{event.taken} / {event.capacity or '∞'}"


class EventViewSet(PageViewSet):
    """How events are listed in the admin: by when they start, with their places."""

    model = EventPage
    icon = "date"
    list_display = [
        *(column for column in ExplorableIndexView.base_columns if column.name not in ("type", "parent")),
        Column("starts", label=_("Starts"), accessor=starts, sort_key="starts_at", width="14%"),
        Column("places", label=_("Places"), accessor=places, width="10%"),
    ]
    list_filter = ["starts_at"]


event_viewset = EventViewSet()
