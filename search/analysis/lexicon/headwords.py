"""Which headword a form belongs to that no rule of stemming brings to it.

They are the irregular (skrevet, bøker), those of which the rules cut off too much or too little (konsekvenser), and
other spellings (overvåkning beside overvåking). What may be a form of several words is left as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .articles import Article, by_form
from .exceptions import HEADWORDS, NO_FORMS


def headwords(dictionary: Iterable[Article], stem: Callable[[str], str]) -> Mapping[str, str]:
    """Return the headwords of forms whose `stem` is not that of their headword."""
    of_form = {form: words for form, words in by_form(dictionary).items() if form not in NO_FORMS}
    return {form: min(words) for form, words in of_form.items() if _is_sole(stem, form, words)} | HEADWORDS


def _is_sole(stem: Callable[[str], str], form: str, words: set[str]) -> bool:
    stems = {stem(word) for word in words}
    return len(stems) == 1 and stem(form) not in stems
