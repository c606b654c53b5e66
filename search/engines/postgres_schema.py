"""The tables of an index in PostgreSQL, and documents on their way into them.

`terms` holds every term of a document once, as `field/term`, beside its keywords: it says which documents match, by one
index. The columns that are named as fields hold the terms in their order, each between < and >, a blank after each
position: they tell phrases and scores, and have none of the limits of a `tsvector`. `tally` holds how many open
documents hold a word, how many documents hold a term, and how many terms there are in all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from core.search_registry import SearchDocument
from search.analysis import ANALYSER_VERSION
from search.engines.packing import packed, seconds
from search.query import KEYWORDS
from search.terms import Placed, index_terms

VERSION = f"4.{ANALYSER_VERSION}"  # raise the first number with every change in this module
TABLES = """
CREATE TABLE {document} (
    uid text PRIMARY KEY COLLATE "C",
    version bigint NOT NULL,
    published bigint NOT NULL,
    deadline bigint,
    terms tsvector NOT NULL,
    keywords text[] NOT NULL,
    words text[] NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    context text NOT NULL,
    parts text NOT NULL,
    twins text NOT NULL,
    source bytea NOT NULL
);
CREATE INDEX {index} ON {document} USING gin (terms) WITH (gin_pending_list_limit = 256);
CREATE TABLE {tally} (name text PRIMARY KEY COLLATE "C", number bigint NOT NULL) WITH (fillfactor = 80);
"""
SCORED = ("title", "body", "context", "parts")
EVERY_DOCUMENT = "every/document"
LABELS = {"title": "A", "body": "B", "context": "C", "parts": "D"}
MOST_PLACES = 8  # of one term that a first, rough order counts
LONGEST = 400  # characters of a keyword; no query is as long
LARGEST = 1_000_000  # bytes: a `tsvector` takes 1 MB
WORD = "word"

_TERM = re.compile("<([^>]*)>")


class Row(NamedTuple):
    """A document as it lies in its table; the names are those of the columns."""

    uid: str
    version: int
    published: int
    deadline: int | None
    terms: str
    keywords: list[str]
    words: list[str]
    title: str
    body: str
    context: str
    parts: str
    twins: str
    source: bytes


def to_row(document: SearchDocument, version: int) -> Row:
    """Return `document` as its table takes it; `words` are written as `word/term`."""
    terms = index_terms(document)
    keywords = _keywords(document)
    fields = {
        "title": _in_order(terms.title),
        "context": _in_order(terms.context),
        "body": _in_order(terms.body),
        "parts": _in_order([(term, place) for place, term in enumerate(terms.parts)]),
        "twins": _in_order([(term, place) for place, term in enumerate(terms.twins)]),
    }
    return Row(
        uid=document.uid,
        version=version,
        published=seconds(document.published) or 0,
        deadline=seconds(document.deadline),
        terms=_tsvector(keywords, fields),
        keywords=keywords,
        words=[f"{word}/{term}" for word, term in terms.vocabulary.items()],
        source=packed(document),
        **fields,
    )


def name_of(field: str, value: str) -> str:
    """Return the name under which a term or a keyword of a field is stored."""
    return f"{field}/{value}".replace("\0", "").encode("utf-8", "replace").decode()[:LONGEST]


def quoted(name: str) -> str:
    """Return `name` as `tsvector` and `tsquery` read it."""
    return "'" + name.replace("\\", "\\\\").replace("'", "''") + "'"


def tally(words: Iterable[str], texts: Sequence[str]) -> Counter[str]:
    """Return what one document adds to the tally; `texts` are its `SCORED` columns."""
    counted = Counter({EVERY_DOCUMENT: 1})
    counted.update(name_of(WORD, word) for word in words)
    for field, text in zip(SCORED, texts, strict=True):
        terms = _TERM.findall(text)
        counted.update(name_of(field, term) for term in set(terms))
        counted[total_of(field)] += len(terms)
    return counted


def total_of(field: str) -> str:
    """Return the name under which the number of all terms in a field is tallied."""
    return f"total/{field}"


def _keywords(document: SearchDocument) -> list[str]:
    values = {"uid": (document.uid,), "access": (document.access_key,), **document.all_facets()}
    named = {name_of(name, value) for name in KEYWORDS for value in values.get(name, ())}
    return [EVERY_DOCUMENT, *sorted(named)]


def _in_order(terms: Iterable[Placed]) -> str:
    words: dict[int, str] = {}
    for term, position in terms:
        words[position] = f"{words.get(position, '')}<{term}>"
    return "".join(f"{word} " for word in words.values())


def _tsvector(keywords: Iterable[str], fields: dict[str, str]) -> str:
    """Return keywords and terms as a `tsvector`, without the last words of a document too large for one.

    A place says no more than that the term is there once more, and in which field.
    """
    entries = dict.fromkeys(map(quoted, keywords), 0)
    for field, text in fields.items():
        counted = Counter(_TERM.findall(text))
        entries |= {quoted(name_of(field, term)): min(count, MOST_PLACES) for term, count in counted.items()}
    return " ".join(_fitting(entries))


def _fitting(entries: dict[str, int]) -> Iterable[str]:
    size = 0
    for name, count in entries.items():
        size += len(name.encode()) + 2 * count + 4
        if size > LARGEST:
            return
        label = LABELS.get(name[1:].partition("/")[0], "")
        places = ",".join(f"{place}{label}" for place in range(1, count + 1)) if label else ""
        yield f"{name}:{places}" if places else name
