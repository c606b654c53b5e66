"""The words a Norwegian compound is put together from, and what each of them may be in one.

The file is built at install (`manage.py build_lexicon`) from Bokmålsordboka; see CREDITS.md beside this.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import marisa_trie

FILE = Path(__file__).with_name("words.marisa")
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
    """A built file, read as memory: the processes of a machine share it."""

    def __init__(self, path: Path = FILE) -> None:
        self._words = marisa_trie.RecordTrie(FORMAT).mmap(str(path))

    def use(self, word: str) -> int:
        """Return the `Use` of a word, 0 for one that is not known."""
        found = self._words.get(word)
        return found[0][0] if found else 0

    def beginnings(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield the length and the use of each word that `word` begins with."""
        for beginning in self._words.prefixes(word):
            yield len(beginning), self._words[beginning][0][0]

    def words(self) -> list[str]:
        """Return every word, in an order of its own that is always the same."""
        return list(self._words.keys())


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of this copy; raises `FileNotFoundError` before it is built."""
    if not FILE.exists():
        raise FileNotFoundError(f"{FILE} is missing: run `make install`.")
    return Lexicon()
