"""Making the lexicon of Bokmålsordboka: which of its words may be parts of compounds, and how."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import marisa_trie

from search.analysis import norwegian, nynorsk

from . import ASIDES, FILE, FORMAT, HEADWORDS, SYNONYMS, TERMS, Use
from .articles import Article, articles
from .asides import asides
from .exceptions import ALSO_FIRST, ALSO_LAST, ALSO_WHOLE, ENDINGS, NAMES, NEVER_FIRST, SHORT
from .headwords import headwords
from .synonyms import synonyms
from .terms import own_terms

CONTENT = ("NOUN", "ADJ", "VERB")
NOUN_ENDINGS = ("", "en", "a", "er", "ene")
OFTEN, NEARLY_ALWAYS = 3, 0.7  # compounds in the dictionary with an s after their first part, and their share of all


def uses(dictionary: Iterable[Article]) -> Mapping[str, int]:
    """Return what every word of the dictionary may be in a compound."""
    found = list(dictionary)
    nouns = frozenset(word for one in found if one.kind == "NOUN" for word in one.headwords)
    marks: defaultdict[str, int] = defaultdict(int)
    for word in (*_firsts(found), *ALSO_FIRST):
        marks[word] |= Use.FIRST
    for word in (*_lasts(found), *ALSO_LAST):
        marks[word] |= Use.LAST
    for word in (*_wholes(found, nouns), *ALSO_WHOLE):
        marks[word] |= Use.WHOLE
    for other, word in nynorsk.pairs():
        marks[other] |= marks[word] & (Use.FIRST | Use.LAST)
        for form in nynorsk.forms(other):
            marks[form] |= marks[word] & Use.LAST
    for word in _with_s([word for word in nouns if marks[word] & Use.FIRST], nouns):
        marks[word] |= Use.WITH_S
    return marks


def build() -> int:
    """Write the lexicon and return the number of its words; raises `OSError` without the dictionary."""
    every = articles()
    found = [one for one in every if one.kind in CONTENT]
    marks = uses(found)
    words = marisa_trie.RecordTrie(FORMAT, ((word, (int(use),)) for word, use in marks.items() if use))
    _save(words, FILE)
    _write(HEADWORDS, headwords(found, norwegian.stem))
    _write(TERMS, own_terms(found, norwegian.stem, norwegian.STOP_WORDS) | {name: name for name in NAMES})
    _write(SYNONYMS, synonyms(found, norwegian.STOP_WORDS))
    _save(marisa_trie.Trie(asides(every)), ASIDES)
    return len(words)


def _write(file: Path, texts: Mapping[str, str]) -> None:
    _save(marisa_trie.BytesTrie((form, text.encode()) for form, text in texts.items()), file)


def _save(trie: Any, file: Path) -> None:
    """Put a file into the place of the old one, which processes may be reading as memory."""
    new = file.with_suffix(".new")
    trie.save(str(new))
    new.replace(file)


def _is_long_enough(word: str) -> bool:
    return len(word) > 3 or word in SHORT


def _firsts(found: list[Article]) -> Iterator[str]:
    for one in found:
        words = _verbal_nouns(one) if one.kind == "VERB" else one.headwords
        yield from (word for word in words if _is_long_enough(word) and word not in NEVER_FIRST)


def _lasts(found: list[Article]) -> Iterator[str]:
    for one in found:
        yield from (f"{noun}{ending}" for noun in _verbal_nouns(one) for ending in NOUN_ENDINGS)
        yield from (
            form for form in one.forms if _is_long_enough(form) and form not in ENDINGS and one.may_be_last(form)
        )


def _verbal_nouns(one: Article) -> list[str]:
    """Return the noun of a verb (innhente gives innhenting), which often has no article."""
    if one.kind != "VERB":
        return []
    return [f"{verb[:-1]}ing" for verb in one.headwords if verb.endswith("e") and len(verb) > 4]


def _wholes(found: list[Article], nouns: frozenset[str]) -> Iterator[str]:
    """Yield what is never split: words with an origin of their own, and forms that are nothing but a verb's."""
    other = frozenset(form for one in found if one.kind != "VERB" for form in one.forms)
    for one in found:
        if one.origin and not one.is_compound_of(nouns):
            yield from one.forms
        elif one.kind == "VERB":
            yield from one.forms - other


def _with_s(firsts: list[str], nouns: frozenset[str]) -> Iterator[str]:
    beginnings = Counter(noun[:length] for noun in nouns for length in range(4, len(noun) - 2))
    for word in firsts:
        with_s = beginnings[f"{word}s"]
        if not word.endswith("s") and with_s >= OFTEN and with_s >= NEARLY_ALWAYS * beginnings[word]:
            yield word
