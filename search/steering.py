"""What editors steer the search with, kept as long as nothing on the site changes: a search asks no more for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from core import page_cache

from .lines import lines
from .models import Promotion, Synonym
from .synonyms import Group, Synonyms, keys
from .terms import TermSequence


def synonyms() -> Synonyms:
    """Return the synonyms of the site: one query after a change, none after that."""
    return _synonyms(page_cache.kept("search.synonyms", _groups))


def _groups() -> tuple[Group, ...]:
    return tuple(synonym.group for synonym in Synonym.objects.order_by("pk"))


@lru_cache(maxsize=1)
def _synonyms(groups: tuple[Group, ...]) -> Synonyms:
    return Synonyms(groups)


def promoted(text: str) -> list[str]:
    """Return the translation keys of the pages that are chosen for a whole query, those chosen first before others."""
    chosen = _promotions(page_cache.kept("search.promotions", _chosen))
    return list(dict.fromkeys(key for terms in keys(text) for key in chosen.get(terms, ()))) if chosen else []


def _chosen() -> tuple[tuple[str, str], ...]:
    """Return the lines of each promotion, with what its page and the translations of it have in common."""
    rows = Promotion.objects.order_by("pk").values_list("words", "page__translation_key")
    return tuple((words, str(key)) for words, key in rows)


@lru_cache(maxsize=1)
def _promotions(chosen: tuple[tuple[str, str], ...]) -> Mapping[TermSequence, tuple[str, ...]]:
    pages: dict[TermSequence, dict[str, None]] = defaultdict(dict)
    for words, page in chosen:
        for terms in (terms for text in lines(words) for terms in keys(text)):
            pages[terms][page] = None
    return {terms: tuple(found) for terms, found in pages.items()}
