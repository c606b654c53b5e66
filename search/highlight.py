"""Why a document was found: the best piece of its text, with the words that were sought marked.

Words are marked by the analyser that indexed them, so every engine shows the same and no mark is in the wrong place.
What is returned is always safe HTML with no other element than <mark>.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from search.analysis import Token, analyser_for
from search.analysis.base import words as words_of
from search.analysis.folding import normalise, twins
from search.query import Query
from search.terms import (
    TermSequence,
    alternatives,
    compounds_in,
    content_words,
    joined,
    part_terms,
    prefix_of,
    synonyms,
    twin_terms,
)

LONGEST_TEXT = 200_000  # characters looked through
MOST_MARKS = 2000  # words compared when the best piece is chosen
CUT = "…"
_SPACE = re.compile(r"\s+")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1b\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CLOSING = frozenset(".,:;!?)»”\"'")

Place = tuple[int, int, str]  # start, end and surface of a word
Stretch = tuple[int, int, int]  # start, end and which of the words sought


class Mark(NamedTuple):
    """A stretch of text to mark, the number of the word it is in, and which of the words sought it is."""

    start: int
    end: int
    word: int
    sought: int


class Sought:
    """The words of a query, ready to be compared with the words of a text."""

    def __init__(self, query: Query) -> None:
        words = content_words(tuple(" ".join(query.words).split()))
        chosen = [*words, *(word for phrase in query.phrases for word in content_words(tuple(phrase.split())))]
        self.total = len(chosen)
        self._terms = _terms(enumerate(chosen))
        self.phrases: dict[str, list[tuple[TermSequence, int]]] = defaultdict(list)
        for place, _length, text in query.synonyms.within(words):
            self._add_synonym(text, place)
        self._terms_and_compounds = _terms(joined(words)) | self._terms
        self._twins = {term: i for i, text in enumerate(chosen) for term in twin_terms(text)}
        self._own_parts = {term: i for i, text in enumerate(chosen) for term in part_terms(text)}
        self._own_parts |= _terms((i, one) for i, text in enumerate(chosen) for one in compounds_in(text))
        self._akin = _terms((i, one) for i, text in enumerate(chosen) for one in synonyms(text))
        self._prefixes = {prefix: i for i, text in enumerate(chosen) if (prefix := prefix_of(text))}

    def _add_synonym(self, text: str, place: int) -> None:
        """Have a text marked as the word at `place`: one of several words only where all of them stand together."""
        for terms in alternatives(text):
            if len(terms) == 1:
                self._terms.setdefault(terms[0], place)
            else:
                self.phrases[terms[0]].append((terms, place))

    def exact(self, token: Token) -> list[Stretch]:
        """Return start, end and number of what is sought in `token`: all of it, or some of its pieces or parts."""
        sought = self._of(token)
        if sought is not None:
            return [(token.start, token.end, sought)]
        found = []
        for inside in token.pieces or token.parts:
            found += self.exact(inside)
        return found

    def near(self, token: Token) -> list[Stretch]:
        """Return the same for parts of a compound sought, for its beginnings, and for its twin with æ ø å."""
        found = self._parts_of(token)
        for word in token.words():
            whole = normalise(word.surface)
            hits = [i for prefix, i in self._prefixes.items() if whole.startswith(prefix)]
            hits += [self._twins[twin] for twin in twins(word.term) if twin in self._twins]
            found += [(word.start, word.end, i) for i in hits[:1]]
        return found

    def _parts_of(self, token: Token) -> list[Stretch]:
        """Return the same for the largest that is in a compound sought: several of its parts as one word, or one."""
        if (sought := self._own_parts.get(token.term)) is not None:
            return [(token.start, token.end, sought)]
        return [stretch for inside in token.pieces or token.parts for stretch in self._parts_of(inside)]

    def akin(self, token: Token) -> list[Stretch]:
        """Return the same for what the dictionary explains a word by, also within compounds."""
        inside = (one for word in token.words() for one in (word, *word.parts))
        return [(one.start, one.end, self._akin[one.term]) for one in inside if one.term in self._akin][:1]

    def _of(self, token: Token) -> int | None:
        known = self._terms if token.pieces else self._terms_and_compounds
        return next((known[term] for term in (token.term, *token.also) if term in known), None)


def _terms(texts: Iterable[tuple[int, str]]) -> dict[str, int]:
    return {term: i for i, text in texts for terms in alternatives(text) for term in terms}


def snippet(text: str, query: Query, language: str, words: int = 30) -> SafeString:
    """Return about `words` words of `text` around what was sought, marked; the beginning when it is not in `text`.

    `language` is the document's. An ellipsis stands where text is left out. The result is HTML.
    """
    text = text[:LONGEST_TEXT].strip()
    places = list(words_of(text))
    marks = _marks(places, query, language)
    first, last = _window(marks, words, len(places))
    start = places[first][0] if first > 0 else 0
    end = places[last][1] if last + 1 < len(places) else len(text)
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    before, after = CUT if start else "", CUT if end < len(text) else ""
    return SafeString(before + _html(text, start, end, marks) + after)


def highlight_title(title: str, query: Query, language: str) -> SafeString:
    """Return the whole title as HTML with the words sought marked."""
    return SafeString(_html(title, 0, len(title), _marks(list(words_of(title)), query, language)))


def _marks(places: Sequence[Place], query: Query, language: str) -> list[Mark]:
    """Return what to mark: each word that was sought, or failing it the words near it, or else those akin to it."""
    sought = Sought(query)
    form = analyser_for(language).form
    exact = list(_found(places, form, sought.exact))
    marks = _with(exact, _phrases(places, sought, form))
    for look in (sought.near, sought.akin):
        met = {mark.sought for mark in marks}
        if len(met) < sought.total:
            more = _found(places, form, look)
            marks = _with(marks, (mark for mark in more if mark.sought not in met))
    return marks


def _with(marks: list[Mark], more: Iterable[Mark]) -> list[Mark]:
    """Return `marks`, and those of `more` that are in other words, in the order of the text."""
    marked = {mark.word for mark in marks}
    return sorted([*marks, *(mark for mark in more if mark.word not in marked)])


def _phrases(words: Sequence[Place], sought: Sought, form: Callable[[str], Token]) -> Iterator[Mark]:
    """Yield the words of every synonym of several words that stands whole among `words`."""
    if not sought.phrases:
        return
    places: list[tuple[int, int, int]] = []
    forms: list[set[str]] = []
    for number, (start, _end, surface) in enumerate(words):
        for word in form(surface).words():
            places.append((start + word.start, start + word.end, number))
            forms.append({word.term, *word.also})
    for at, first in enumerate(forms):
        for terms, place in (phrase for term in first for phrase in sought.phrases.get(term, ())):
            there = forms[at : at + len(terms)]
            if len(there) == len(terms) and all(term in one for term, one in zip(terms, there, strict=True)):
                yield from (Mark(*where, place) for where in places[at : at + len(terms)])


def _found(
    places: Sequence[Place], form: Callable[[str], Token], look: Callable[[Token], list[Stretch]]
) -> Iterator[Mark]:
    seen: dict[str, list[Stretch]] = {}
    for number, (start, _end, surface) in enumerate(places):
        if surface not in seen:
            seen[surface] = look(form(surface))
        for begins, ends, sought in seen[surface]:
            yield Mark(start + begins, start + ends, number, sought)


def _window(marks: list[Mark], words: int, total: int) -> tuple[int, int]:
    """Return the numbers of the first and last word to show: where most of what was sought is, as early as may be."""
    if total <= words or not marks:
        return 0, min(words, total) - 1
    best: tuple[int, int] = (0, 0)
    first = last = marks[0].word
    for i, mark in enumerate(marks[:MOST_MARKS]):
        inside = [other for other in marks[i : i + words] if other.word < mark.word + words]
        worth = len({other.sought for other in inside}), len(inside)
        if worth > best:
            best, first, last = worth, mark.word, inside[-1].word
    lead = (words - (last - first + 1)) // 3
    begin = max(0, min(first - lead, total - words))
    return begin, begin + words - 1


def _html(text: str, start: int, end: int, marks: list[Mark]) -> str:
    parts = []
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            parts += [_plain(text[start : mark.start]), "<mark>", _plain(text[mark.start : mark.end]), "</mark>"]
            start = mark.end
    return "".join((*parts, _plain(text[start:end]))).replace("</mark><mark>", "")  # the parts of one word


def _plain(text: str) -> str:
    return escape(_SPACE.sub(" ", _UNWANTED.sub("", text)))
