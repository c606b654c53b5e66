from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from .models import EventPage


def places(event: Any) -> str:
    """Return how many places are taken, of how many there are."""
    return f"{event.taken} / {event.capacity or '∞'}"


class EventViewSet(PageViewSet):
    """How events are listed in the admin: by when they start, with their places."""

    model = EventPage
    icon = "date"
    list_display = [
        *(column for column in ExplorableIndexView.base_columns if column.name not in ("type", "parent")),
        DateColumn("starts_at", label=_("Starts"), sort_key="starts_at", width="14%"),
        Column("places", label=_("Places"), accessor=places, width="10%"),
    ]
    list_filter = ["starts_at"]


event_viewset = EventViewSet()
