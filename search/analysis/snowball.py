"""Snowball's stemmers."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import Stemmer


def stemmer(language: str) -> Callable[[str], str]:
    """Return what makes the stem of a normalised word of `language`.

    Snowball keeps the word it works on, so that threads which ask at the same time must take turns.
    """
    stem_word, turn = Stemmer.Stemmer(language, 0).stemWord, Lock()

    def stem(word: str) -> str:
        with turn:
            return stem_word(word)

    return stem
