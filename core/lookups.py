"""How values from outside are compared with columns.

Django knows that no column holds a number of more than 64 bits where it compares one number; among several, as in the
choices of a form or a filter, SQLite would raise OverflowError.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import IntegerField
from django.db.models.lookups import In

LARGEST = 2**63 - 1


class IntegerIn(In):
    """Django's own; a number that no column holds matches nothing."""

    def get_prep_lookup(self) -> Iterable:
        prepared = super().get_prep_lookup()
        if not self.rhs_is_direct_value():
            return prepared
        return [one for one in prepared if not isinstance(one, int) or abs(one) <= LARGEST]


def register() -> None:
    """Use it for every column of whole numbers, keys included."""
    IntegerField.register_lookup(IntegerIn)
