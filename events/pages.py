"""What events do over HTTP. Models are made of these mixins, so models are imported when asked for."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import filters, sharing
from core.clock import now
from core.keyset import Sort
from core.listing import Filter, Listing, choice_labels

from . import choices
from .rules import may_arrange, own_arrangers

SOONEST = Sort("naermest", _("Soonest first"), "soonest", descending=False)
WHEN = Filter("nar", _("When"), "when", choice_labels(choices.When))
ATTENDANCE = Filter("form", _("How to take part"), "attendance", choice_labels(choices.Attendance))


class EventListing:
    """The list of events: those to come, then those that are over."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .models import EventPage

        listing = Listing(
            request,
            EventPage.objects.listed_for(request.user).for_list(now()),
            sorts=[SOONEST, filters.NEWEST, filters.BY_TITLE],
            filters=[WHEN, ATTENDANCE, filters.THEME, filters.ORGANISATION],
            prepare=lambda queryset: queryset.for_cards().with_taken(),
            keep=True,
        )
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        _part(listing)
        return {**context, "listing": listing, "actions": self._actions(request)}

    @staticmethod
    def _actions(request: HttpRequest) -> list[dict[str, Any]]:
        if request.user.is_authenticated and not own_arrangers(request.user):
            return []
        return [{"url": reverse("event_new"), "label": _("Arrange an event")}]


def _part(listing: Listing) -> None:
    """Give the first event that is over a heading, where it follows those to come."""
    if listing.sort is not SOONEST:
        return
    for before, event in pairwise(listing.items):
        if before.when == choices.When.COMING and event.when == choices.When.PAST:
            event.list_heading = _("Past events")


class EventView:
    """One event: its agenda, and the reader's own registration."""

    def schema(self, request: HttpRequest) -> sharing.Facts:
        """Return when and where it is; the address of a meeting on the net is for those who take part."""
        event: Any = self
        form = {(True, True): "Mixed", (True, False): "Offline"}.get(
            (bool(event.place), bool(event.online_url)), "Online"
        )
        places = [{"@type": "Place", "name": event.place, "address": event.place}] if event.place else []
        if event.online_url:
            places.append({"@type": "VirtualLocation", "url": request.build_absolute_uri(event.path_url)})
        return {
            "@type": "Event",
            "startDate": event.starts_at.isoformat(),
            "endDate": event.ends_at.isoformat(),
            "eventAttendanceMode": f"https://schema.org/{form}EventAttendanceMode",
            "location": places,
            "organizer": sharing.organisation(event.state.organisation),
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        registration = self.registration_of(request.user)
        sees_online_url = registration is not None or self._is_arranged_by(request.user)
        return {**context, "registration": registration, "sees_online_url": sees_online_url}

    def registration_of(self, user: Any) -> Any | None:
        """Return the registration that holds a place for `user`, or None."""
        if self.pk is None or not user.is_authenticated:  # type: ignore[attr-defined] # of EventPage
            return None
        current = self.registrations.current().select_related("organisation")  # type: ignore[attr-defined] # of EventPage
        return current.filter(user=user).first()

    def shows_online_url_to(self, user: Any) -> bool:
        """Tell whether `user` gets the address of the meeting: those who take part, and those who arrange it."""
        return self.registration_of(user) is not None or self._is_arranged_by(user)

    def _is_arranged_by(self, user: Any) -> bool:
        state = getattr(self, "state", None)
        return state is not None and may_arrange(user, state.organisation_id)

    def _own_actions(self, request: HttpRequest) -> list[dict[str, Any]]:
        if not self._is_arranged_by(request.user):
            return []
        own = super()._own_actions(request)  # type: ignore[misc] # of WrittenByMembers
        participants = reverse("event_participants", args=[self.pk])  # type: ignore[attr-defined] # of EventPage
        return [*own, {"url": participants, "label": _("Participants"), "variant": "secondary"}]
