"""The moments at which pages change although nobody changes them: a deadline passes, an event begins, a day ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

_sources: list[Callable[[datetime], datetime | None]] = []


def register(source: Callable[[datetime], datetime | None]) -> None:
    """Register a function from a moment to the first one after it at which something of its room reads otherwise.

    Called once for each room, when the apps are ready; one query a call at most.
    """
    _sources.append(source)


def first_after(at: datetime, rows: QuerySet, *fields: str) -> datetime | None:
    """Return the first of the dates in `fields` of `rows` that comes after `at`, None where none does; one query."""
    found = rows.order_by().aggregate(**{name: Min(name, filter=Q(**{f"{name}__gt": at})) for name in fields})
    return min((moment for moment in found.values() if moment), default=None)


def next_after(at: datetime) -> datetime:
    """Return the first moment after `at` that changes a page, in UTC; midnight in Norway at the latest."""
    tomorrow = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0, fold=0) + timedelta(days=1)
    return min([tomorrow, *(moment for source in _sources if (moment := source(at)))])
