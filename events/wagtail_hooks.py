from __future__ import annotations

from wagtail import hooks

from .viewsets import EventViewSet, event_viewset


@hooks.register("register_admin_viewset")
def list_events_by_start() -> EventViewSet:
    return event_viewset
