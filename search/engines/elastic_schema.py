"""The fields of an index in Elasticsearch, and documents on their way in and out of it.

Fields take nothing but our own terms, parted by spaces: any cluster can do that, without plug-ins or dictionaries. Such
a field cannot hold two terms on one position. So a field is accompanied by lanes: `title` holds the first term of every
position, `title_1` and `title_2` the others where there are any, on the same positions. `title` has those of the lanes
as well, far behind, so that one term is sought in one field and weighs by all it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from elasticsearch.dsl import Mapping as Fields

from core.search_registry import SearchDocument
from search.analysis import ANALYSER_VERSION
from search.engines.packing import from_plain, seconds
from search.query import FACETS, KEYWORDS, REPLACED
from search.terms import Placed, index_terms

VERSION = f"3.{ANALYSER_VERSION}"  # raise the first number with every change in this module
PLACED = ("title", "body", "context")
LANES = 3  # no word has more terms
NO_TERM = "_"  # never a term
FAR = 1000  # positions between what does not stand together
LONGEST_KEYWORD = 300  # characters


def lanes(field: str) -> list[str]:
    """Return the fields that together hold every term of `field` on its position."""
    return [field, *(f"{field}_{lane}" for lane in range(1, LANES))]


def mapping() -> dict[str, Any]:
    """Return the fields: terms, keywords, and `source`, which is kept and not searched."""
    fields = Fields()
    fields.meta("dynamic", "strict")
    fields.meta("_source", includes=["source"])
    for name in (*KEYWORDS, "vocabulary"):
        fields.field(name, "keyword", ignore_above=LONGEST_KEYWORD)
    for name in PLACED:
        fields.field(name, "text", analyzer="whitespace", position_increment_gap=FAR)
        for lane in lanes(name)[1:]:
            fields.field(lane, "text", analyzer="whitespace", norms=False)
    for name in ("parts", "twins"):
        fields.field(name, "text", analyzer="whitespace", index_options="freqs" if name == "parts" else "docs")
    fields.field("published", "long")
    fields.field("deadline", "long")
    fields.field("source", "object", enabled=False)
    return fields.to_dict()


def to_elastic(document: SearchDocument) -> dict[str, Any]:
    """Return `document` as the index takes it."""
    terms = index_terms(document)
    facets = document.all_facets()
    return {
        "uid": document.uid,
        "access": document.access_key,
        **{name: sorted(set(facets.get(name, ()))) for name in (REPLACED, *FACETS)},
        **_laned("title", terms.title),
        **_laned("body", terms.body),
        **_laned("context", terms.context),
        "parts": " ".join(terms.parts),
        "twins": " ".join(terms.twins),
        "vocabulary": list(terms.vocabulary),
        "published": seconds(document.published) or 0,
        "deadline": seconds(document.deadline),
        "source": _plain(document),
    }


def from_elastic(source: Mapping[str, Any]) -> SearchDocument:
    """Return the document as it was when it was stored; raises KeyError, TypeError or ValueError when it is none."""
    return from_plain(source["source"])


def _plain(document: SearchDocument) -> dict[str, Any]:
    moments = {name: moment.isoformat() for name, moment in asdict(document).items() if isinstance(moment, datetime)}
    return asdict(document) | moments


def _laned(field: str, terms: list[Placed]) -> dict[str, list[str]]:
    at: dict[int, list[str]] = defaultdict(list)
    for term, position in terms:
        at[position].append(term)
    words = [at[position] for position in range(len(at))]
    others = [term for forms in words for term in forms[1:]]
    placed = {
        lane: " ".join(forms[number] if number < len(forms) else NO_TERM for forms in words)
        for number, lane in enumerate(lanes(field))
    }
    return {lane: [text] for lane, text in placed.items()} | {field: [placed[field], *others]}
