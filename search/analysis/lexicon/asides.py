"""Words that name nothing: forms of verbs, adjectives, adverbs and their like that no noun has."""

from __future__ import annotations

from collections.abc import Collection

from .articles import Article


def asides(dictionary: Collection[Article]) -> frozenset[str]:
    """Return those forms; `dictionary` has the articles of every class."""
    names = frozenset(form for one in dictionary if one.kind == "NOUN" for form in one.forms)
    return frozenset(form for one in dictionary for form in one.forms) - names
