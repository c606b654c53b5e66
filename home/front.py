"""What the front page shows of each arena; one query for each kind of thing."""

from __future__ import annotations

from typing import Any

from arena.models import IdeaPage
from cases.models import ExperiencePage
from core.clock import now
from events.models import EventPage
from market.models import ProcurementNotice
from threads.models import ThreadPage

FEW = 3


def front_sections(reader: Any) -> dict[str, Any]:
    """Return the newest things that `reader` may see, and the events and deadlines that come next."""
    ideas = IdeaPage.objects.listed_for(reader).with_state().select_related("phase").prefetch_related("themes")
    experiences = ExperiencePage.objects.listed_for(reader).with_state().prefetch_related("themes")
    events = EventPage.objects.listed_for(reader).with_state().filter(starts_at__gt=now()).prefetch_related("themes")
    threads = ThreadPage.objects.listed_for(reader).with_state().prefetch_related("themes")
    return {
        "ideas": ideas.order_by("-first_published_at")[:FEW],
        "experiences": experiences.order_by("-first_published_at")[:FEW],
        "events": events.order_by("starts_at")[:FEW],
        "threads": threads.order_by("-state__last_activity_at")[:FEW],
        "notices": ProcurementNotice.objects.visible_to(reader).select_related("buyer")[:FEW],
    }
