from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.access import OPEN
from search import matching, service, steering
from search.clauses import Clause, all_of, any_of, keyword
from search.engines.base import EngineError
from search.query import parse
from search.searching import ResultPage, Searching
from search.snapshot import Hit, Snapshot
from search.terms import alternatives, content_words, part_terms


class Command(BaseCommand):
    help = "Says how a text is read, and which of its words each of the first hits holds, as somebody not signed in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text")

    def handle(self, *, text: str, **options: Any) -> None:
        query = parse(
            text, access_keys=frozenset({OPEN}), language=settings.LANGUAGE_CODE, synonyms=steering.synonyms()
        )
        try:
            with service.engine().reading() as snapshot:
                page = Searching(snapshot, query).page()
                for line in (*_read(page), *_found(snapshot, page)):
                    self.stdout.write(line)
        except EngineError as error:
            raise CommandError(f"{service.engine().name}: {error}") from error


def _read(page: ResultPage) -> Iterator[str]:
    """Yield what is sought: the terms of each word, those of its parts, and what means the same."""
    query = page.searched
    if page.corrected:
        yield f"corrected to: {page.corrected}"
    for word in (*content_words(query.words), *query.phrases):
        terms = ", ".join(" ".join(sequence) for sequence in alternatives(word))
        parts, same = part_terms(word), query.synonyms.of(word)
        more = [f"parts {' + '.join(parts)}"] if parts else []
        more += [f"the same as {', '.join(same)}"] if same else []
        yield "; ".join([f"{word}: {terms}", *more])


def _found(snapshot: Snapshot, page: ResultPage) -> Iterator[str]:
    yield f"{page.total} hits" + (", none of which has all that was sought" if page.is_partial else "")
    for number, hit in enumerate(page.hits, 1):
        yield f"{number:2} {hit.score:8.2f} {hit.uid}  {hit.document.title}"
        yield from (f"{'':12}{line}" for line in _holds(snapshot, page, hit))


def _holds(snapshot: Snapshot, page: ResultPage, hit: Hit) -> Iterator[str]:
    """Yield how a hit holds each word, where it does."""
    for word in content_words(page.searched.words):
        ways = [way for way, clause in _ways(word).items() if snapshot.count(_in(hit, clause))]
        if ways:
            yield f"{word}: {', '.join(ways)}"


def _ways(word: str) -> Mapping[str, Clause]:
    fields = {f"in its {field}": matching.text(word, [field]) for field in matching.WEIGHTS}
    others = {
        "as a part of another, or in its parts": any_of(matching.in_parts(word)),
        "at the beginning of a word": any_of(matching.longer(word)),
        "without æ, ø or å": matching.twin(word),
    }
    return fields | others


def _in(hit: Hit, clause: Clause) -> Clause:
    return all_of([keyword("uid", [hit.uid]), clause])
