"""Words that mean the same: what else is sought when one of them is.

They are compared by their terms, so that every inflected form meets, and without the words that say nothing (og, i). A
text may be one word or several; the language does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from search.terms import TermSequence, alternatives, content_words

MOST_TEXTS = 40  # that one query is widened with: every engine has a limit to what it can be asked


class Group(NamedTuple):
    """`words` find each other, and `also`; these find none of them."""

    words: tuple[str, ...]
    also: tuple[str, ...] = ()


class Widening(NamedTuple):
    """A text that means the same as `length` words of a query from `place` on."""

    place: int
    length: int
    text: str


class Synonyms:
    """What each text is widened with."""

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self._others: dict[TermSequence, dict[str, None]] = defaultdict(dict)
        for group in groups:
            for word in group.words:
                others = [text for text in (*group.words, *group.also) if text != word]
                for key in keys(word):
                    self._others[key].update(dict.fromkeys(others))
        self._longest = max(map(len, self._others), default=0)

    def of(self, text: str) -> tuple[str, ...]:
        """Return what means the same as `text`, in the order of the groups."""
        if not self._others:
            return ()
        return tuple(dict.fromkeys(other for key in keys(text) for other in self._others.get(key, ())))

    def within(self, words: Sequence[str]) -> Iterator[Widening]:
        """Yield what means the same as some of `words` that stand beside each other, at most `MOST_TEXTS`."""
        stretches = (
            (place, length)
            for place in range(len(words))
            for length in range(1, min(self._longest, len(words) - place) + 1)
        )
        found = (
            Widening(place, length, text)
            for place, length in stretches
            for text in self.of(" ".join(words[place : place + length]))
        )
        yield from islice(found, MOST_TEXTS)


NONE = Synonyms()


def keys(text: str) -> tuple[TermSequence, ...]:
    """Return what `text` is recognised by: two texts that share one of these are the same."""
    return alternatives(" ".join(content_words(tuple(text.split()))))
