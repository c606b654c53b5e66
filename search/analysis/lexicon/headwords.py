"""Which headword a form belongs to that no rule of stemming brings to it.

They are the irregular (skrevet, bøker), those of which the rules cut off too much or too little (konsekvenser), and
other spellings (overvåkning beside overvåking). What may be a form of several words is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from .articles import Article
from .exceptions import HEADWORDS, NO_FORMS


def headwords(dictionary: Iterable[Article], stem: Callable[[str], str]) -> Mapping[str, str]:
    """Return the headwords of forms whose `stem` is not that of their headword."""
    of_form: defaultdict[str, set[str]] = defaultdict(set)
    for one in dictionary:
        for form in one.forms - NO_FORMS:
            of_form[form].add(one.headwords[0])
    return {form: min(words) for form, words in of_form.items() if _is_sole(stem, form, words)} | HEADWORDS


def _is_sole(stem: Callable[[str], str], form: str, words: set[str]) -> bool:
    stems = {stem(word) for word in words}
    return len(stems) == 1 and stem(form) not in stems
