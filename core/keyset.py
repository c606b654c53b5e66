"""Paging by key: a page of a list begins after a key, never at an offset.

Page 500 costs what page one does, and nothing is shown twice when something new comes in between.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db.models import F, Q, QuerySet

Key = tuple[Any, int]


@dataclass(frozen=True)
class Sort:
    """One order of a list: by `column`, then by primary key in the same direction; what has no value comes last."""

    name: str
    label: Any
    column: str
    descending: bool = True

    def order_by(self) -> list[Any]:
        columns = [F(self.column), F("pk")]
        return [one.desc(nulls_last=True) if self.descending else one.asc(nulls_last=True) for one in columns]

    def key(self, item: Any) -> Key:
        value = item
        for part in self.column.split("__"):
            value = getattr(value, part)
        return (value.isoformat() if hasattr(value, "isoformat") else value), item.pk

    def beyond(self, key: Key) -> Q:
        """Return the condition for what comes after `key` in this order."""
        value, pk = key
        side = "lt" if self.descending else "gt"
        later = Q(**{f"pk__{side}": pk})
        if value is None:
            return Q(**{f"{self.column}__isnull": True}) & later
        return (
            Q(**{f"{self.column}__{side}": value})
            | (Q(**{self.column: value}) & later)
            | Q(**{f"{self.column}__isnull": True})
        )


def encode(key: Key) -> str:
    """Return `key` as it stands in an address."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def decode(text: str, sort: Sort, queryset: QuerySet) -> Key | None:
    """Return the key written in an address; None for anything that is not a key of `sort` over `queryset`."""
    if not text or len(text) > 500:
        return None
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not (_is_id(pk) and _is_sane(value)):
            return None
        queryset.filter(sort.beyond((value, pk)))
    except (binascii.Error, ValueError, TypeError, RecursionError, ValidationError, FieldError, OverflowError):
        return None
    return value, pk


def _is_id(pk: Any) -> bool:
    return isinstance(pk, int) and not isinstance(pk, bool) and 0 <= pk < 2**63


def _is_sane(value: Any) -> bool:
    if isinstance(value, int):
        return abs(value) < 2**63
    return value is None or (isinstance(value, str) and "\x00" not in value)
