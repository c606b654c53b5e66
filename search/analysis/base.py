"""Words with their places in a text, and the analyser that turns each of them into a term.

The index, the query parser and the highlighter all read a text through the same analyser; that is why every engine
finds the same documents and a mark always stands on the word that was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.folding import IGNORABLE, normalise

LONGEST_TERM = 64  # characters
LONGEST_WORD = 4 * LONGEST_TERM  # of what is longer only the beginning is read: rules look at a word again and again
FORMS_KEPT = 200_000
_RUN = rf"(?:[^\W_][\u0300-\u036f{IGNORABLE}]*)+"
_HYPHEN = "[-\u2010\u2011]"
PIECE = re.compile(_RUN)
WORD = re.compile(rf"{_RUN}(?:['\u2019]{_RUN})*(?:{_HYPHEN}{_RUN})*")
_HYPHENS = re.compile(_HYPHEN)
_APOSTROPHES = str.maketrans({"\u2019": "'"})


class Token(NamedTuple):
    """One word of a text.

    `start` and `end` are places in the original text, whatever its normal form. `also` are other terms for the same
    word, as good as `term`. A hyphenated word has its parts in `pieces`, and its own term is written without hyphen,
    so that e-helse and ehelse meet. A compound has what it is put together from in `parts`.
    """

    surface: str
    start: int
    end: int
    term: str
    also: tuple[str, ...] = ()
    pieces: tuple[Token, ...] = ()
    parts: tuple[Token, ...] = ()

    def words(self) -> tuple[Token, ...]:
        """Return the simple words in it: its pieces, or itself."""
        return self.pieces or (self,)


class Analyser:
    """The rules of one language.

    `terms_of` gives the terms of one surface form, the best first; `parts_of` the places of the parts of a compound and
    the words they are.
    """

    def __init__(
        self,
        terms_of: Callable[[str], tuple[str, ...]],
        stop_words: frozenset[str],
        parts_of: Callable[[str], Iterable[tuple[int, int, str]]] = lambda surface: (),
    ) -> None:
        self.stop_words = stop_words
        self._terms_of = terms_of
        self._parts_of = parts_of
        self.form = lru_cache(maxsize=FORMS_KEPT)(self._form)

    def tokens(self, text: str) -> list[Token]:
        """Return the words of `text` in reading order, with offsets into `text`."""
        return [_moved(self.form(surface), start) for start, _end, surface in words(text)]

    def forms(self, text: str) -> list[Token]:
        """Return the same words, each as if the text began with it: faster, when no places are needed."""
        return [self.form(surface) for surface in WORD.findall(text)]

    def _form(self, surface: str) -> Token:
        """Return the token of `surface` as if the text began with it (kept, because words come again and again)."""
        pieces = tuple(self._simple(surface[a:b], a) for a, b in _pieces(surface))
        if len(pieces) == 1:
            return pieces[0]
        glue = "" if any(letter.isalpha() for letter in surface) else "-"
        whole = self._simple(glue.join(piece.surface for piece in pieces), 0)
        return whole._replace(surface=surface, end=len(surface), pieces=pieces)

    def _simple(self, surface: str, start: int) -> Token:
        read = surface[:LONGEST_WORD].translate(_APOSTROPHES)
        # A ligature may hold a space (U+FDFA), and a term none: some engines would take it for several.
        terms = tuple(dict.fromkeys("".join(term.split())[:LONGEST_TERM] for term in self._terms_of(read)))
        parts = tuple(
            Token(surface[a:b], start + a, start + b, self._terms_of(word)[0]) for a, b, word in self._parts_of(surface)
        )
        return Token(surface, start, start + len(surface), terms[0], terms[1:], parts=parts)


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and surface of every word of `text`; a hyphenated word is one."""
    for match in WORD.finditer(text):
        yield match.start(), match.end(), match.group()


def is_capitals(surface: str) -> bool:
    """Return whether `surface` looks like an acronym (EPJ, ROS, KI, DPIA), which no stemmer may touch."""
    return 2 <= len(surface) <= 6 and surface.isupper()


def has_digit(surface: str) -> bool:
    """Return whether there is a digit in `surface`; such words are kept whole."""
    return any(letter.isdigit() for letter in surface)


def without_genitive(surface: str) -> str:
    """Return `surface` normalised, without a genitive or apostrophe: Norge's and Anders' become norge and anders."""
    return normalise(surface).removesuffix("'s").replace("'", "")


def _pieces(surface: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _HYPHENS.finditer(surface):
        yield start, match.start()
        start = match.end()
    yield start, len(surface)


def _moved(token: Token, by: int) -> Token:
    inside = (tuple(_moved(one, by) for one in several) for several in (token.pieces, token.parts))
    return Token(token.surface, token.start + by, token.end + by, token.term, token.also, *inside)
