from __future__ import annotations

from datetime import UTC, datetime, timedelta

from core.search_registry import SearchDocument
from search.query import parse

OPEN = frozenset({"open"})
ROOM = frozenset({"open", "room:7"})
FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)


def document(number, title="", body="", *, kind="idea", language="nb", access_key="open", day=None, **facets):
    return SearchDocument(
        uid=f"page:{number}",
        kind=kind,
        language=language,
        title=title,
        body=body,
        url=f"/ting/{number}/",
        access_key=access_key,
        published=FIRST_DAY + timedelta(days=number if day is None else day),
        facets={name: tuple(values) for name, values in facets.items()},
    )


def store(engine, *documents, version=1):
    engine.apply([(one, version) for one in documents])


def ask(engine, text, keys=OPEN, **options):
    return engine.search(parse(text, access_keys=keys, **options))


def found(engine, text, keys=OPEN, **options):
    """Return the numbers of the documents found, best first."""
    return [int(hit.uid.removeprefix("page:")) for hit in ask(engine, text, keys, **options).hits]


def all_hits(engine, text, keys=OPEN, **options):
    """Return every hit of a query, page after page."""
    cursor, hits = "", []
    while cursor is not None:
        page = ask(engine, text, keys, cursor=cursor, **options)
        hits += page.hits
        cursor = page.next
    return hits
