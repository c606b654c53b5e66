"""Paging by key: a page of a list begins after a key, never at an offset.

Page 500 costs what page one does, and nothing is shown twice when something new comes in between. The key in an
address is signed for its order: what the database is asked to compare with has come out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import F, Q

Key = tuple[Any, int]
MOST_CHARACTERS = 2_000


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


def encode(key: Key, sort: Sort) -> str:
    """Return `key` as it stands in an address."""
    return _signer(sort).sign_object(key, compress=True)


def decode(text: str, sort: Sort) -> Key | None:
    """Return the key written in an address; None for anything that is not a key of `sort`."""
    if len(text) > MOST_CHARACTERS:
        return None
    try:
        value, pk = _signer(sort).unsign_object(text)
    except BadSignature:
        return None
    return value, pk


def _signer(sort: Sort) -> Signer:
    return Signer(salt=f"{__name__}:{sort.column}:{sort.descending}")
