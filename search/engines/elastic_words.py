"""The words of an index in Elasticsearch that everybody may read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from elasticsearch.dsl import Search
from elasticsearch.dsl.aggs import Filters, Terms
from elasticsearch.dsl.query import Bool, Fuzzy, Prefix, Query, Term

from search.analysis import analyser_for
from search.clauses import keyword
from search.engines.elastic_asking import Answer, Asking
from search.engines.elastic_schema import from_elastic
from search.engines.elastic_translation import translated
from search.matching import ANYWHERE, OWN
from search.snapshot import Holders
from search.spelling import Meant
from search.terms import OPEN, vocabulary

WORDS = "vocabulary"
MOST_CANDIDATES = 6  # documents looked into for one correction
MOST_WORDS = 50  # that are near another
_OPEN = translated(keyword("access", [OPEN]))
_SIGN = re.compile(r"(\W)")


def beginning_with(ask: Asking, beginning: str, matching: Query, limit: int) -> list[str]:
    """Return words that begin so in documents that are `matching`, the most frequent first."""
    search = Search().query(Bool(filter=[matching, Prefix(**{WORDS: {"value": beginning}})]))[:0]
    pattern = _SIGN.sub(r"\\\1", beginning) + ".*"
    search.aggs.bucket(WORDS, Terms(field=WORDS, include=pattern, size=limit))
    return ask(search, lambda answer: [bucket["key"] for bucket in answer["aggregations"][WORDS]["buckets"]])


def near(ask: Asking, meant: Meant, slips: int) -> dict[str, int]:
    """Return words of open documents at most `slips` from the one meant, with the number of documents that hold each.

    Near words come from a list that the index keeps, where words of documents that are gone may stand as well: only
    those that are found count. It lacks those two slips away with another first letter, and near stems say not which
    words they are of: a few documents with one are looked into.
    """
    listed = {"field": WORDS, "suggest_mode": "always", "max_edits": slips, "prefix_length": 0, "size": MOST_WORDS}
    search = Search().query(_holding(meant, slips)).suggest(WORDS, meant.word, term=listed)
    known = ask(search[:MOST_CANDIDATES].source(["source"]), lambda answer: list(_known(answer)))
    return _counts(ask, sorted(meant.nearest(known, slips)))


def holders(ask: Asking, terms: Sequence[str]) -> Holders:
    """Return how many documents there are, and how many hold each of `terms` in that field where most do."""
    if not terms:
        return Holders(0, {})
    search = Search().extra(track_total_hits=True)[:0]
    held = {f"{field}/{term}": Term(**{field: {"value": term}}) for field in ANYWHERE for term in terms}
    search.aggs.bucket(WORDS, Filters(filters=held))
    return ask(search, lambda answer: _held(answer, terms))


def _held(answer: Answer, terms: Sequence[str]) -> Holders:
    buckets = answer["aggregations"][WORDS]["buckets"]
    holding = {term: max(buckets[f"{field}/{term}"]["doc_count"] for field in ANYWHERE) for term in terms}
    return Holders(int(answer["hits"]["total"]["value"]), holding)


def _holding(meant: Meant, slips: int) -> Query:
    """Return the open documents that hold a word or a stem at most `slips` away."""
    of_word, of_stem = meant.at_most(slips)
    forms = ((WORDS, meant.word, of_word), *((field, meant.stem, of_stem) for field in OWN))
    fuzzy = [Fuzzy(**{field: {"value": term, "fuzziness": most}}) for field, term, most in forms]
    return Bool(filter=[_OPEN, Bool(should=fuzzy)])


def _known(answer: Answer) -> Iterator[tuple[str, str]]:
    for suggested in answer["suggest"][WORDS]:
        yield from ((option["text"], option["text"]) for option in suggested["options"])
    for hit in answer["hits"]["hits"]:
        document = from_elastic(hit["_source"])
        yield from vocabulary(analyser_for(document.language).forms(f"{document.title}\n{document.body}")).items()


def _counts(ask: Asking, words: Sequence[str]) -> dict[str, int]:
    if not words:
        return {}
    search = Search().query(_OPEN)[:0]
    search.aggs.bucket(WORDS, Filters(filters={word: Term(**{WORDS: {"value": word}}) for word in words}))
    buckets = ask(search, lambda answer: {word: answer["aggregations"][WORDS]["buckets"][word] for word in words})
    return {word: bucket["doc_count"] for word, bucket in buckets.items() if bucket["doc_count"]}
