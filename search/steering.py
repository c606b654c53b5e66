"""What editors steer the search with, kept as long as nothing on the site changes: a search asks no more for it."""

from __future__ import annotations

from functools import lru_cache

from core import page_cache

from .models import Synonym
from .synonyms import Group, Synonyms


def synonyms() -> Synonyms:
    """Return the synonyms of the site: one query after a change, none after that."""
    return _synonyms(page_cache.kept("search.synonyms", _groups))


def _groups() -> tuple[Group, ...]:
    return tuple(synonym.group for synonym in Synonym.objects.order_by("pk"))


@lru_cache(maxsize=1)
def _synonyms(groups: tuple[Group, ...]) -> Synonyms:
    return Synonyms(groups)
