"""What people look for on the site, as editors choose to see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from core.clock import today
from search.models import SearchCount

MONTH = 30  # days
PERIODS = {7: _("The last week"), MONTH: _("The last month"), 90: _("The last three months"), 365: _("The last year")}
WHAT = {False: _("All searches"), True: _("Without hits")}
DAYS, IN_VAIN = "dager", "uten_treff"


@dataclass(frozen=True)
class Choice:
    """A period, in days until today, and whether only what was sought in vain is shown."""

    days: int = MONTH
    in_vain: bool = False

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """Return what an address chooses; what it cannot choose is as if it were not there."""
        days = next((days for days in PERIODS if str(days) == query.get(DAYS)), MONTH)
        return cls(days, query.get(IN_VAIN) == "1")

    @property
    def query(self) -> str:
        """Return the part of an address that chooses this."""
        return urlencode({DAYS: self.days, **({IN_VAIN: 1} if self.in_vain else {})})

    def counted(self) -> Any:
        """Return a row for each text: `text`, `times`, `in_vain` and the `hits` of the last time."""
        first = today() - timedelta(days=self.days - 1)
        counts = SearchCount.objects
        return counts.in_vain_since(first) if self.in_vain else counts.since(first)

    def periods(self) -> Iterator[tuple[Choice, Any, bool]]:
        """Yield each choice of a period, what it is called, and whether it is made."""
        return ((replace(self, days=days), label, days == self.days) for days, label in PERIODS.items())

    def kinds(self) -> Iterator[tuple[Choice, Any, bool]]:
        """Yield each choice of what is shown, what it is called, and whether it is made."""
        return ((replace(self, in_vain=vain), label, vain == self.in_vain) for vain, label in WHAT.items())
