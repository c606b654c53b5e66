"""English: Snowball's stemmer."""

from __future__ import annotations

from search.analysis.base import Analyser, has_digit, is_capitals, without_genitive
from search.analysis.folding import fold_accents
from search.analysis.snowball import stemmer

_FUNCTION_WORDS = (
    "a an and are as at be been but by can do does for from had has have how if in into is it its of on or our that"
    " the their them there these they this those to was we were what when where which who why will with you your"
)
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
_stem = stemmer("english")


def terms_of(surface: str) -> tuple[str, ...]:
    """Return the stem of an English word; acronyms and words with digits are left whole."""
    word = fold_accents(without_genitive(surface))
    return (word,) if is_capitals(surface) or has_digit(word) else (_stem(word),)


ANALYSER = Analyser(terms_of, STOP_WORDS)
