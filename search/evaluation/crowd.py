"""Many documents to measure among: sentences of a collection put together anew, with words of the dictionary."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from core.access import OPEN
from core.search_registry import SearchDocument
from search.analysis.lexicon import lexicon

from .collection import KINDS, Collection, uid_of

SENTENCE = re.compile(r"(?<=[.!?])\s+")
SENTENCES, OTHER_WORDS = 12, 30  # of a document
DIFFERENT_WORDS, UNEVENNESS = 80_000, 3  # some of them come far more often than others
THEMES, ORGANISATIONS, YEARS = 12, 200, ("2023", "2024", "2025", "2026")
FIRST_DAY = datetime(2023, 1, 1, tzinfo=UTC)
SEED = 12


def crowd(collection: Collection, count: int) -> Iterator[SearchDocument]:
    """Yield `count` open documents of about 200 words with every facet, the same ones every time."""
    chance = random.Random(SEED)  # noqa: S311 - the same documents every time
    sentences = [one for document in collection.open_documents for one in SENTENCE.split(document.body) if one]
    titles = [document.title for document in collection.open_documents]
    words = sorted(lexicon().words())
    chance.shuffle(words)
    del words[DIFFERENT_WORDS:]
    for number in range(count):
        others = [words[int(len(words) * chance.random() ** UNEVENNESS)] for _time in range(OTHER_WORDS)]
        body = [*chance.choices(sentences, k=SENTENCES), " ".join(others)]
        yield SearchDocument(
            uid=uid_of(f"C{number}"),
            kind=chance.choice(KINDS),
            language="nb",
            title=f"{chance.choice(titles)} {others[0]}",
            body=" ".join(body),
            url=f"/C{number}/",
            access_key=OPEN,
            published=FIRST_DAY + timedelta(hours=number % 30_000),
            facets={
                "tema": (f"tema-{chance.randrange(THEMES)}",),
                "org": (f"org-{chance.randrange(ORGANISATIONS)}",),
                "aar": (chance.choice(YEARS),),
            },
        )
