"""Words as they are, for languages without a stemmer here.

Sámi letters (č đ ŋ š ŧ ž á) are letters of their own and are kept; the word without them is a second term, because
many keyboards lack them.
"""

from __future__ import annotations

from search.analysis.base import Analyser, without_genitive
from search.analysis.folding import fold_accents


def terms_of(surface: str) -> tuple[str, ...]:
    """Return the word without case, and the same word in bare letters."""
    word = without_genitive(surface)
    return word, fold_accents(word, keep="")


ANALYSER = Analyser(terms_of, frozenset())
