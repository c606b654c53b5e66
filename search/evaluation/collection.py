"""Reading a collection: documents, and queries with the documents that answer them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from core.access import OPEN
from core.search_registry import SearchDocument
from search.analysis import analyser_for
from search.snapshot import Hit
from search.terms import vocabulary

GRADES = (0, 1, 2, 3)
LONGEST_ID = 100
JSON_TYPES = {str: "a text", dict: "an object"}
LANGUAGES = ("nb", "nn", "en", "se")
KINDS = ("idea", "thread", "comment", "experience", "event", "supplier", "notice", "hearing", "article")
# The access key of what is indexed; drafts and what was removed are not.
ACCESS_KEYS = {"open": OPEN, "room": "room:1", "draft": None, "removed": None}


class BadCollection(ValueError):
    """The file does not keep to the format; the message names the entry."""


@dataclass(frozen=True)
class JudgedQuery:
    """A query, and the grade of every document that deserves one, by its id."""

    id: str
    text: str
    group: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Collection:
    """`documents` are those that an index holds, `queries` are asked of it."""

    documents: Sequence[SearchDocument]
    queries: Sequence[JudgedQuery]

    def among(self, others: Iterable[SearchDocument]) -> Collection:
        """Return the same with more documents, which answer nothing."""
        return replace(self, documents=[*self.documents, *others])

    @property
    def open_documents(self) -> list[SearchDocument]:
        """What everybody may read."""
        return [one for one in self.documents if one.access_key == OPEN]

    @cached_property
    def open_uids(self) -> frozenset[str]:
        return frozenset(one.uid for one in self.open_documents)

    @cached_property
    def open_words(self) -> frozenset[str]:
        """The words of what everybody may read, as suggestions write them."""
        return frozenset(word for one in self.open_documents for word in _vocabulary(one))

    @cached_property
    def closed_words(self) -> Mapping[str, str]:
        """The words that stand in no open document, each with the id of one it stands in."""
        closed = [one for one in self.documents if one.access_key != OPEN]
        words = {word: id_of(one.uid) for one in closed for word in _vocabulary(one)}
        return {word: name for word, name in words.items() if word not in self.open_words}

    def visible(self, hits: Sequence[Hit]) -> set[str]:
        """Return the uids of the hits that a visitor may read."""
        return {hit.uid for hit in hits} & self.open_uids


def _vocabulary(document: SearchDocument) -> Iterable[str]:
    return vocabulary(analyser_for(document.language).forms(f"{document.title}\n{document.body}"))


def uid_of(document_id: str) -> str:
    return f"collection:{document_id}"


def id_of(uid: str) -> str:
    return uid.removeprefix("collection:")


def read(path: Path) -> Collection:
    """Return the collection in a file; raises `BadCollection`, and `OSError` when the file cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadCollection(f"{path.name} is not JSON: {error}") from error
    documents, queries = _entries(data, "documents"), _entries(data, "queries")
    if not queries:
        raise BadCollection("“queries” is empty: there is nothing to ask.")
    known = {one["id"] for one in documents}
    return Collection(
        documents=[found for one in documents if (found := _document(one)) is not None],
        queries=[_query(one, known) for one in queries],
    )


def _entries(data: Any, name: str) -> list[dict[str, Any]]:
    entries = data.get(name) if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise BadCollection(f"“{name}” must be a list.")
    for number, one in enumerate(entries, 1):
        if not isinstance(one, dict):
            raise BadCollection(f"Number {number} of the {name} must be an object.")
        if not _is_id(one.get("id")):
            raise BadCollection(
                f"Number {number} of the {name} must have an “id”: a text of 1 to {LONGEST_ID} characters."
            )
    ids = [one["id"] for one in entries]
    if twice := {one for one in ids if ids.count(one) > 1}:
        raise BadCollection(f"{min(twice)} stands more than once among the {name}.")
    return entries


def _document(entry: dict[str, Any]) -> SearchDocument | None:
    """Return the document of an entry, None for what nobody may find."""
    access_key = ACCESS_KEYS[_one_of(entry, "visibility", tuple(ACCESS_KEYS))]
    document = SearchDocument(
        uid=uid_of(entry["id"]),
        kind=_one_of(entry, "kind", KINDS),
        language=_one_of(entry, "language", LANGUAGES),
        title=_field(entry, "title", str),
        body=_field(entry, "body", str),
        url=f"/{entry['id']}/",
        access_key=access_key or "",
    )
    return document if access_key else None


def _query(entry: dict[str, Any], known: set[str]) -> JudgedQuery:
    grades = _field(entry, "grades", dict)
    for document, grade in grades.items():
        if document not in known:
            raise BadCollection(f"{entry['id']} grades {document}, which is not among the documents.")
        if isinstance(grade, bool) or grade not in GRADES:
            raise BadCollection(f"{entry['id']} grades {document} with {grade!r}; a grade is 0, 1, 2 or 3.")
    return JudgedQuery(entry["id"], _field(entry, "text", str), _field(entry, "group", str), grades)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_ID and value.isprintable()


def _field(entry: dict[str, Any], name: str, kind: type) -> Any:
    value = entry.get(name)
    if not isinstance(value, kind):
        raise BadCollection(f"{entry['id']} must have a “{name}” that is {JSON_TYPES[kind]}.")
    return value


def _one_of(entry: dict[str, Any], name: str, values: Sequence[str]) -> str:
    value = _field(entry, name, str)
    if value not in values:
        raise BadCollection(f"{entry['id']} has the {name} {value!r}; it must be one of {', '.join(values)}.")
    return value
