"""Between language and engines: which terms a document is stored under, and which terms a word is sought by.

An engine that stores the first and seeks the second needs to know nothing of language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from django.utils.translation import override

from core.search_registry import SearchDocument, kinds
from search.analysis import ALL_ANALYSERS, Token, analyser_for, norwegian
from search.analysis.base import LONGEST_TERM, is_capitals
from search.analysis.folding import fold_accents, normalise, twins
from search.analysis.lexicon import lexicon

OPEN = "open"
SHORTEST_PREFIX, LONGEST_PREFIX = 4, 60  # letters; no word is longer, and engines refuse a pattern that is
SHORTEST_VOCABULARY_WORD = 3  # letters
OPERATORS = {"AND", "OR", "OG", "ELLER"}  # that other searches have between words

Placed = tuple[str, int]  # a term and its position
TermSequence = tuple[str, ...]  # terms that must stand beside each other, in this order


class IndexTerms(NamedTuple):
    """What an engine stores of a document's words.

    Terms on one position are forms of one word. What readers call its kind stands in its context, so that leverandør
    finds suppliers. `parts` are those that compounds are put together from, `twins` terms
    in letters without æ ø å. `vocabulary` holds the words as they were written with the term of each, and only those
    of documents that everybody may read: corrections and suggestions come from it.
    """

    title: list[Placed]
    body: list[Placed]
    context: list[Placed]
    parts: list[str]
    twins: list[str]
    vocabulary: Mapping[str, str]


def index_terms(document: SearchDocument) -> IndexTerms:
    """Return the terms `document` is found by."""
    analyser = analyser_for(document.language)
    texts = (_own_title(document), document.body, f"{document.context} {_kind(document.kind, document.language)}")
    title, body, context = (analyser.forms(text) for text in texts)
    placed = _placed(title), _placed(body), _placed(context)
    terms = {term for places in placed for term, _position in places}
    other = {twin for term in terms if not term.isascii() for twin in twins(term)}
    words = vocabulary(title + body) if document.access_key == OPEN else {}
    return IndexTerms(*placed, _parts(title + body) + _compounds_in(title + body), list(other), words)


@lru_cache(maxsize=10_000)
def alternatives(text: str) -> tuple[TermSequence, ...]:
    """Return every sequence of terms by which a word or a phrase may have been stored, the Norwegian one first.

    It is read by all analysers, in its own case and in small letters (so that HELSE is found as helse). A hyphenated
    word may also have been written as one.
    """
    found: dict[TermSequence, None] = {}
    for analyser in ALL_ANALYSERS:
        for form in (text, text.lower()):
            found.update(dict.fromkeys(_sequences(analyser.forms(form))))
    return tuple(found)


@lru_cache(maxsize=10_000)
def part_terms(word: str) -> TermSequence:
    """Return the terms of the parts of a word that is a compound, hyphens or not; nothing for every other word.

    No letter is a part: of e-lås it is lås alone.
    """
    forms = norwegian.ANALYSER.forms(word)
    found = _parts(forms) or [piece.term for form in forms for piece in form.pieces if len(piece.term) > 1]
    return tuple(found)


@lru_cache(maxsize=10_000)
def compounds_in(word: str) -> tuple[str, ...]:
    """Return the shorter compounds that a compound of three parts or more may hold, whether they are words or not.

    Of hjelpemiddelsentral these are hjelpemiddel and middelsentral.
    """
    parts = norwegian.parts_of(word)
    stretches = combinations(range(len(parts) + 1), 2)
    return tuple(word[parts[a].start : parts[b - 1].end] for a, b in stretches if 1 < b - a < len(parts))


@lru_cache(maxsize=10_000)
def halves(word: str) -> tuple[tuple[str, str], ...]:
    """Return the two words that a compound of three parts or more may be made of, one of which is a compound itself."""
    parts = norwegian.parts_of(word)
    if len(parts) < 3:
        return ()
    return tuple((word[: one.end], word[other.start :]) for one, other in pairwise(parts))


@lru_cache(maxsize=10_000)
def synonyms(word: str) -> tuple[str, ...]:
    """Return the words that the dictionary explains a word by, also one of nynorsk."""
    simple = fold_accents(normalise(word))
    known = () if is_capitals(word) else (simple, norwegian.headword(simple))
    return tuple(dict.fromkeys(one for form in known for one in lexicon().synonyms(form)))


@lru_cache(maxsize=10_000)
def twin_terms(word: str) -> tuple[str, ...]:
    """Return the terms of a simple word that was perhaps written without æ ø å, as they stand among `twins`."""
    return tuple(sequence[0] for sequence in alternatives(word) if len(sequence) == 1)


def joined(words: Sequence[str]) -> list[tuple[int, str]]:
    """Return the compounds that neighbours among `words` may have been meant as, with the place of the first of them.

    Norwegian writes compounds as one word, with an s or an e between their parts or with nothing; and what is said with
    a preposition the other way round (system for journal, journalsystem).
    """
    pairs = enumerate(zip(words, words[1:], strict=False))
    simple = ((place, pair) for place, pair in pairs if all(word.isalpha() and len(word) > 1 for word in pair))
    return [
        (place, f"{one}{glue}{other}")
        for place, (first, second) in simple
        for one, other in ((first, second), (second, first))
        for glue in ("", "s", "e")
    ]


def prefix_of(word: str) -> str:
    """Return what longer words must begin with to be found by `word`; "" if it is too short or long, or not simple."""
    prefix = fold_accents(normalise(word))
    return prefix if SHORTEST_PREFIX <= len(prefix) <= LONGEST_PREFIX and prefix.isalnum() else ""


def content_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `words` that say what is sought: without og, i, the, unless there is nothing else.

    Where all are in capitals none of them is an acronym for it.
    """
    shouted = len(words) > 1 and all(word.isupper() for word in words)
    return tuple(word for word in words if not is_stop_word(word.lower() if shouted else word)) or words


def is_stop_word(word: str) -> bool:
    """Tell whether `word` says nothing of what is sought, in any of our languages."""
    if is_capitals(word):
        return word in OPERATORS
    return any(word.lower() in analyser.stop_words for analyser in ALL_ANALYSERS)


def vocabulary(forms: list[Token]) -> dict[str, str]:
    """Return the words among `forms` as they were written, without case, and the term of each."""
    by_surface = {form.surface: form for form in forms}
    both = [word for form in by_surface.values() for word in (form, *form.pieces)]
    terms = {normalise(word.surface): word.term for word in both}
    fit = (word for word in terms if SHORTEST_VOCABULARY_WORD <= len(word) <= LONGEST_TERM and not word[0].isdigit())
    return {word: terms[word] for word in fit}


def _own_title(document: SearchDocument) -> str:
    """Return the title, unless it is only the first words of the text: they weigh no more."""
    text = " ".join(document.body.split())
    return "" if document.title in (text, f"{text[: len(document.title) - 1]}…") else document.title


@lru_cache(maxsize=100)
def _kind(kind: str, language: str) -> str:
    with override(language):
        return str(kinds().get(kind, ""))


def _placed(tokens: list[Token]) -> list[Placed]:
    placed: list[Placed] = []
    position = 0
    for token in tokens:
        if token.pieces:
            placed.append((token.term, position))
        for word in token.pieces or (token,):
            placed.append((word.term, position))
            if word.also:
                placed.extend((term, position) for term in word.also)
            position += 1
    return placed


def _parts(tokens: list[Token]) -> list[str]:
    return [part.term for token in tokens for word in token.words() for part in word.parts]


def _compounds_in(tokens: list[Token]) -> list[str]:
    several = (word for token in tokens for word in token.words() if len(word.parts) > 2)
    return [norwegian.ANALYSER.form(one).term for word in several for one in compounds_in(word.surface)]


def _sequences(tokens: list[Token]) -> list[TermSequence]:
    words = [word.term for token in tokens for word in token.words()]
    whole: list[TermSequence] = [(tokens[0].term,)] if len(tokens) == 1 and tokens[0].pieces else []
    return [*whole, tuple(words)] if words else whole
