"""The address of a list says what is shown: its filters, its order and where it begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

CURSOR = "etter"
SORT = "sorter"
ALL = "alle"  # names the filters of which every choice is shown
MOST_VALUES, LONGEST_VALUE = 50, 200


@dataclass(frozen=True)
class Address:
    """The address of a list, and those of its neighbours."""

    path: str
    params: QueryDict

    @classmethod
    def of(cls, request: HttpRequest, names: Iterable[str]) -> Address:
        """Return the address of `request` with those parameters alone: what nobody knows is not repeated in links."""
        params = QueryDict(mutable=True)
        for name in names:
            if values := request.GET.getlist(name)[:MOST_VALUES]:
                params.setlist(name, [value[:LONGEST_VALUE] for value in values])
        return cls(request.path, params)

    def values(self, name: str) -> list[str]:
        return [value for value in self.params.getlist(name) if value and "\x00" not in value]

    def with_(self, **changes: str | list[str] | None) -> str:
        """Return the address with some parameters replaced, or taken away where the new value is empty."""
        params = self.params.copy()
        for name, value in changes.items():
            params.pop(name, None)
            if value:
                params.setlist(name, [value] if isinstance(value, str) else value)
        return f"{self.path}?{params.urlencode()}" if params else self.path
