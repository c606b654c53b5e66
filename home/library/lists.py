"""Lists in text: the signs that items begin with, and lists built from items with depths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from home.library.characters import BULLETS
from home.library.document import Item, ListBlock

_MARKER = re.compile(
    rf"(?P<indent>[ \t]*)(?:(?P<bullet>[{BULLETS}]|[-*+–](?= ))|(?P<number>\d{{1,3}})(?P<dot>[.)])(?= )"
    r"|\((?P<within>\d{1,2}|[a-zæøå])\)(?= )|(?P<letter>[a-zæøå])(?P<paren>\))(?= )"
    r"|(?P<circle>o)(?= {1,6}[A-ZÆØÅ]))\s*(?=\S)"
)
_ORDINAL_NOUN = re.compile(
    r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|jan|feb|des)\b|"
    r"(?:trinn|klasse|årsklasse|divisjon|kvartal|halvår|utgave)\b"
)
_DEEPEST = 5


@dataclass(frozen=True)
class Marker:
    """The sign an item begins with: its indent in columns, its kind («•», «1.», «a)»), its number and its width."""

    indent: int
    kind: str
    number: int | None
    width: int


def marker_of(line: str) -> Marker | None:
    """The sign that makes the line an item of a list. A date such as «3. mars» is none."""
    match = _MARKER.match(line)
    if not match or match["dot"] == "." and _ORDINAL_NOUN.match(line, match.end()):
        return None
    digits = match["number"] or match["within"]
    if digits and digits.isalpha():
        return Marker(_columns(match["indent"]), "a()", ord(digits) - ord("a") + 1, match.end())
    if digits:
        kind = f"1{match['dot'] or '()'}"
    elif match["letter"]:
        return Marker(_columns(match["indent"]), "a)", ord(match["letter"]) - ord("a") + 1, match.end())
    else:
        kind = match["bullet"] or "o"
    return Marker(_columns(match["indent"]), kind, int(digits) if digits else None, match.end())


def _columns(indent: str) -> int:
    return len(indent.expandtabs(4))


class Depths:
    """Finds how deep items lie: a larger indent, or `by_sign` a sign not met before, goes one step in."""

    def __init__(self, *, by_sign: bool = True) -> None:
        self._by_sign = by_sign
        self._open: list[Marker] = []

    def of(self, marker: Marker) -> int:
        """The depth of the next item, from 0."""
        while self._open and marker.indent < self._open[-1].indent - 1:
            self._open.pop()
        if self._open and marker.indent <= self._open[-1].indent + 1:
            known = [place for place, other in enumerate(self._open) if other.kind == marker.kind]
            if known:
                del self._open[known[-1] :]
            elif self._open[-1].indent > 0 or not self._by_sign:
                self._open.pop()
        self._open.append(marker)
        del self._open[_DEEPEST + 1 :]
        return len(self._open) - 1


@dataclass(frozen=True)
class Entry:
    """An item of a list before the list is built."""

    depth: int
    number: int | None
    html: str


def build(entries: Sequence[Entry]) -> list[ListBlock]:
    """The lists that the entries make: several, where ordered and unordered items follow each other.

    Numbers that do not rise one by one are kept as text in an unordered list, since they are names rather than places.
    """
    return list(_lists(entries, 0, len(entries)))


def _lists(entries: Sequence[Entry], start: int, end: int) -> Iterator[ListBlock]:
    if start == end:
        return
    depth = min(entry.depth for entry in entries[start:end])
    heads = [place for place in range(start, end) if entries[place].depth == depth]
    if heads[0] != start:
        heads.insert(0, start)
    group: list[tuple[Entry, Item]] = []
    for place, stop in zip(heads, [*heads[1:], end], strict=True):
        entry = entries[place]
        if group and (group[-1][0].number is None) != (entry.number is None):
            yield _list(group)
            group = []
        group.append((entry, Item(entry.html, tuple(_lists(entries, place + 1, stop)))))
    yield _list(group)


def _list(group: list[tuple[Entry, Item]]) -> ListBlock:
    numbers = [entry.number for entry, _ in group]
    first = numbers[0]
    if first is None:
        return ListBlock(tuple(item for _, item in group))
    if numbers == list(range(first, first + len(numbers))):
        return ListBlock(tuple(item for _, item in group), ordered=True, start=first)
    return ListBlock(tuple(Item(f"{entry.number}. {item.html}", item.lists) for entry, item in group))
