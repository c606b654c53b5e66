"""Footnotes at the bottom of pages: found by their number, which also stands at a word of the text above."""

from __future__ import annotations

import re
from dataclasses import dataclass

from home.library.inline import NOTE_CLOSE, NOTE_OPEN

_NOTE_LINE = re.compile(r"\s*(\d{1,3})\s+(?=[A-ZÆØÅ«“\"(h])")
_PAGE_LINES = 200
_ORPHAN = re.compile(r"(?<=[a-zæøå][»”])\d{1,2}(?=[\s.,;]|$)")


@dataclass
class Footnote:
    """The number and lines of a footnote, and the line of its page that refers to it."""

    number: int
    lines: list[str]
    place: int


def take_notes(lines: list[str], last: int) -> list[Footnote]:
    """Take the footnotes out of a page's lines, and put a sign where the text refers to them.

    `last` is the number of the latest note on the pages before; numbers go on from there, or begin again with 1.
    """
    notes: list[Footnote] = []
    for place in range(len(lines)):
        number = _number(lines[place])
        if number is None or number != last + 1 and (number != 1 or notes):
            continue
        if not place or lines[place - 1].strip():
            continue
        reference = _reference(lines, place, number)
        if reference is None:
            continue
        _mark(lines, reference, number)
        notes.append(Footnote(number, _take(lines, place), reference[0]))
        last = number
    return notes


def drop_orphans(line: str) -> str:
    """Without the number of a note after a closing quotation mark, when no such note was found."""
    return _ORPHAN.sub("", line)


def _number(line: str) -> int | None:
    match = _NOTE_LINE.match(line)
    return int(match[1]) if match else None


def _reference(lines: list[str], below: int, number: int) -> tuple[int, int] | None:
    """Where the number stands at the end of a word, a quotation or a bracket: line and column."""
    sign = re.compile(rf"(?:(?<=[a-zæøå]{{3}})|(?<=[a-zæøå)»”][.,;:])|(?<=[»”)])){number}(?![\w-]|[.,]\d)")
    for place in range(max(0, below - _PAGE_LINES), below):
        match = sign.search(lines[place])
        if match:
            return place, match.start()
    return None


def _mark(lines: list[str], reference: tuple[int, int], number: int) -> None:
    place, column = reference
    line, digits = lines[place], str(number)
    lines[place] = f"{line[:column]}{NOTE_OPEN}{digits}{NOTE_CLOSE}{line[column + len(digits) :]}"


def _take(lines: list[str], start: int) -> list[str]:
    """The lines of a note, to the next blank line or the next note; they leave blank lines behind."""
    taken, number = [lines[start]], _number(lines[start]) or 0
    lines[start] = ""
    for place in range(start + 1, len(lines)):
        if not lines[place].strip() or _number(lines[place]) == number + 1:
            break
        taken.append(lines[place])
        lines[place] = ""
    return [taken[0].split(None, 1)[1], *taken[1:]]
