"""What the files of the demo world name, and the day they count from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.timezone import localdate, make_aware
from wagtail.models import Page

from core.choices import TermKind
from core.clock import now
from core.models import Term
from home.prose import Row, read
from people.models import Organisation, User

FILES = Path(__file__).parent
MORNING = time(8)
SATURDAY, WEEK = 5, 7


class Author(NamedTuple):
    user: User
    organisation: Organisation | None


def rows(file: str, table: str) -> list[dict[str, Any]]:
    """Return the rows of one table in the order they stand there, in `file`.toml and then in `file`-<part>.toml."""
    parts = sorted(FILES.glob(f"{file}*.toml"), key=lambda path: path.stem)
    return [row for part in parts for row in read(part).get(table, [])]


@dataclass
class World:
    """Everybody and everything that the files name by a key; filled while it is loaded."""

    began: datetime = field(default_factory=now)
    made: Counter[str] = field(default_factory=Counter)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)

    def moment(self, days_ago: int, minute: int = 0) -> datetime:
        """Return a minute of the working day, counted from eight in Norway, `days_ago` days before the load."""
        day = localdate(self.began) - timedelta(days=days_ago)
        return min(make_aware(datetime.combine(day, MORNING)) + timedelta(minutes=minute), self.began)

    def on_day(self, days_ahead: int, clock: str) -> datetime:
        """Return the time `clock` (HH:MM, in Norway) `days_ahead` days after the load; for a weekend, on Monday."""
        day = localdate(self.began) + timedelta(days=days_ahead)
        if day.weekday() >= SATURDAY:
            day += timedelta(days=WEEK - day.weekday())
        return make_aware(datetime.combine(day, time.fromisoformat(clock)))

    def subject(self, row: Row) -> dict[str, list[Term]]:
        """Return the service areas and themes of a row, as the fields of a classified page."""
        return {
            "service_areas": self._terms(TermKind.SERVICE_AREA, row.get("service_areas", row.get("categories", []))),
            "themes": self._terms(TermKind.THEME, row.get("themes", [])),
        }

    def _terms(self, kind: str, slugs: Iterable[str]) -> list[Term]:
        return [self.terms[kind, slug] for slug in slugs]
