"""The fields of the embedded index, and documents on their way in and out of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import tantivy

from core.search_registry import SearchDocument
from search.analysis import ANALYSER_VERSION
from search.engines.packing import packed, seconds, unpacked
from search.query import FACETS, KEYWORDS, REPLACED
from search.terms import Placed, index_terms

VERSION = f"7.{ANALYSER_VERSION}"  # raise the first number with every change in this module


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """Return the schema: terms of ours in `title` and `body` and beside them, keywords, and the source itself."""
    builder = tantivy.SchemaBuilder()
    for name in KEYWORDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in FACETS)
    for name in ("title", "body", "context"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("twins", "vocabulary"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("parts", tokenizer_name="whitespace", index_option="freq")
    for name in ("published", "deadline"):
        builder.add_integer_field(name, fast=True)
    builder.add_unsigned_field("version", fast=True)
    builder.add_bytes_field("source", stored=True)
    return builder.build()


def to_tantivy(document: SearchDocument, version: int) -> tantivy.Document:
    """Return `document` as the index takes it."""
    terms = index_terms(document)
    entry = tantivy.Document()
    entry.add_text("uid", document.uid)
    entry.add_text("access", document.access_key)
    entry.add_pre_tokenized_text("title", _pre_tokenised(terms.title))
    entry.add_pre_tokenized_text("body", _pre_tokenised(terms.body))
    entry.add_pre_tokenized_text("context", _pre_tokenised(terms.context))
    entry.add_text("parts", " ".join(terms.parts))
    entry.add_text("twins", " ".join(terms.twins))
    entry.add_text("vocabulary", " ".join(terms.vocabulary))
    facets = document.all_facets()
    for name in (REPLACED, *FACETS):
        for value in set(facets.get(name, ())):
            entry.add_text(name, value)
    entry.add_integer("published", seconds(document.published) or 0)
    if document.deadline:
        entry.add_integer("deadline", seconds(document.deadline))
    entry.add_unsigned("version", version)
    entry.add_bytes("source", packed(document))
    return entry


def from_tantivy(entry: tantivy.Document) -> SearchDocument:
    """Return the document as it was when it was stored."""
    source: Any = entry.get_first("source")
    return unpacked(source)


def _pre_tokenised(terms: list[Placed]) -> tantivy.PreTokenizedString:
    return tantivy.PreTokenizedString("", [tantivy.Token(term, position, 0, 0) for term, position in terms])
