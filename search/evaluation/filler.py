"""Documents that answer nothing: random words of the dictionary, for asking among many."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from core.access import OPEN
from core.search_registry import SearchDocument
from search.analysis import analyser_for
from search.analysis.lexicon import lexicon

from .collection import Collection, uid_of

LANGUAGE = "nb"
WORDS_OF_TITLE, WORDS_OF_BODY = 6, 150
DIFFERENT_WORDS = 20_000
SEED = 11


def filler(collection: Collection, count: int) -> Iterator[SearchDocument]:
    """Yield `count` documents none of whose words has a stem, or a part, of a query or a title in `collection`."""
    chance = random.Random(SEED)  # noqa: S311 - the same documents every time
    words = _other_words(collection, chance)
    for number in range(count):
        yield SearchDocument(
            uid=uid_of(f"F{number}"),
            kind="article",
            language=LANGUAGE,
            title=" ".join(chance.choices(words, k=WORDS_OF_TITLE)).capitalize(),
            body=" ".join(chance.choices(words, k=WORDS_OF_BODY)),
            url=f"/F{number}/",
            access_key=OPEN,
        )


def _other_words(collection: Collection, chance: random.Random) -> Sequence[str]:
    texts = [query.text for query in collection.queries] + [one.title for one in collection.documents]
    taken = {term for text in texts for term in _terms(text)}
    words = lexicon().words()
    chance.shuffle(words)
    return [word for word in words[: 2 * DIFFERENT_WORDS] if not _terms(word) & taken][:DIFFERENT_WORDS]


def _terms(text: str) -> set[str]:
    tokens = [word for token in analyser_for(LANGUAGE).forms(text) for word in token.words()]
    parts = [part for token in tokens for part in token.parts]
    return {one.term for one in (*tokens, *parts)}
