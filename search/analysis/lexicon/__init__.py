"""The words a Norwegian compound is put together from, what each of them may be in one, the headwords of forms that no
rule brings to them, the terms of words whose stem others have as well, synonyms, and words that name nothing.

The files are built at install (`manage.py build_lexicon`) from Bokmålsordboka; see CREDITS.md beside this.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import marisa_trie

FILE = Path(__file__).with_name("words.marisa")
HEADWORDS = Path(__file__).with_name("headwords.marisa")
TERMS = Path(__file__).with_name("terms.marisa")
SYNONYMS = Path(__file__).with_name("synonyms.marisa")
ASIDES = Path(__file__).with_name("asides.marisa")
FORMAT = "<B"  # one byte of `Use` for each word


class Use:
    """What a word may be, as bits: `FIRST` and `LAST` part of a compound, `WHOLE` when it is never split itself.

    `WITH_S` is a first part that nearly always has an s after it (arbeids-). Plain numbers and no `enum.Flag`, because
    each word of each document asks for them many times.
    """

    FIRST = 1
    LAST = 2
    WHOLE = 4
    WITH_S = 8


class Lexicon:
    """The built files, read as memory: the processes of a machine share them."""

    def __init__(self) -> None:
        self._words = marisa_trie.RecordTrie(FORMAT).mmap(str(FILE))
        self._headwords = marisa_trie.BytesTrie().mmap(str(HEADWORDS))
        self._terms = marisa_trie.BytesTrie().mmap(str(TERMS))
        self._synonyms = marisa_trie.BytesTrie().mmap(str(SYNONYMS))
        self._asides = marisa_trie.Trie().mmap(str(ASIDES))

    def use(self, word: str) -> int:
        """Return the `Use` of a word, 0 for one that is not known."""
        found = self._words.get(word)
        return found[0][0] if found else 0

    def beginnings(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield the length and the use of each word that `word` begins with."""
        for beginning in self._words.prefixes(word):
            yield len(beginning), self._words[beginning][0][0]

    def headword(self, form: str) -> str | None:
        """Return the headword of a form that has another stem, or another spelling, than it."""
        found = self._headwords.get(form)
        return found[0].decode() if found else None

    def term(self, form: str) -> str | None:
        """Return the term of a form, also in the genitive, of a word that its stem does not tell from others."""
        found = self._terms.get(form) or (form.endswith("s") and self._terms.get(form[:-1]))
        return found[0].decode() if found else None

    def synonyms(self, form: str) -> list[str]:
        """Return the words that the dictionary explains the word by that `form` is of."""
        found = self._synonyms.get(form)
        return found[0].decode().split() if found else []

    def is_aside(self, form: str) -> bool:
        """Tell whether a form is one of verbs, adjectives, adverbs and their like, and of no noun."""
        return form in self._asides

    def words(self) -> list[str]:
        """Return every word, in an order of its own that is always the same."""
        return list(self._words.keys())


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of this copy; raises `FileNotFoundError` before it is built."""
    for file in (FILE, HEADWORDS, TERMS, SYNONYMS, ASIDES):
        if not file.exists():
            raise FileNotFoundError(f"{file} is missing: run `manage.py build_lexicon`.")
    return Lexicon()
