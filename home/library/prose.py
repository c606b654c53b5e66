"""Plain text, as taken out of a PDF or typed by hand, read into a title and one flow of blocks."""

from __future__ import annotations

import re

from home.library.blocks import BlockMaker
from home.library.document import Block
from home.library.facts import LABELLED, OWNER, date_in, is_byline
from home.library.flow import flow_of
from home.library.lists import marker_of
from home.library.notes import take_notes
from home.library.pages import Page, read_pages
from home.library.terms import names_part
from home.library.units import Unit, is_title, mark_headings, units_of
from home.library.words import Vocabulary

_TITLE_WORDS = 3
_LONGEST_TITLE = 25  # words
_ROMAN = re.compile(r"(?m)(?<=\n\n)(?P<number>[IVX]{1,4})(?= [A-ZÆØÅ][^\n]{2,78}[^\n.:,]\n\n)")
_ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
INSIDE = 9
"""The level of a heading that has no number, among headings that have."""


def read_prose(text: str) -> tuple[str, list[Block]]:
    """The title, or "" when the text does not begin with one, and the blocks in reading order.

    A heading's level is the length of its number; without numbers all are level 1.
    """
    pages, is_closed_up = read_pages(_dotted(text))
    lines = [line for page in pages for line in page.lines]
    words = Vocabulary(lines)
    units = flow_of(_units(pages, is_closed_up=is_closed_up))
    title, rest = _opening(units)
    _set_levels(rest)
    maker = BlockMaker(words, _full_width(lines))
    return maker.title(title.lines) if title else "", list(maker.blocks(rest))


def _dotted(text: str) -> str:
    """With dots after Roman numbers that lines of their own begin with, when they count from I; else «I» is a word."""
    numbers = [match["number"] for match in _ROMAN.finditer(text)]
    is_counted = len(numbers) > 1 and numbers == _ROMANS[: len(numbers)]
    return _ROMAN.sub(r"\g<number>.", text) if is_counted else text


def _units(pages: list[Page], *, is_closed_up: bool) -> list[list[Unit]]:
    read: list[list[Unit]] = []
    last_note = 0
    for page in pages:
        notes = take_notes(page.lines, last_note)
        last_note = notes[-1].number if notes else last_note
        units = units_of(page.lines)
        for unit in units:
            unit.gap = max(unit.gap, 1) if is_closed_up else unit.gap
        mark_headings(units)
        if notes and page.links:
            notes[-1].lines += page.links
        elif page.links:
            units.append(Unit(page.links, "notes"))
        units += [Unit(note.lines, "notes", number=str(note.number)) for note in notes]
        read.append(units)
    return read


def _opening(units: list[Unit]) -> tuple[Unit | None, list[Unit]]:
    """The title among the short lines before the first prose. The others become one unit, but for a heading."""
    end = 0
    while end < len(units) and _may_open(units[end]):
        end += 1
    title = _title(units[:end])
    heads_prose = end > 1 and title is not units[end - 1] and _is_first_heading(units, end - 1)
    others = [unit for unit in units[: end - heads_prose] if unit is not title]
    lines = [" ".join(map(str.strip, unit.lines)) for unit in others]
    return title, [*([Unit(lines)] if lines else []), *units[end - heads_prose :]]


def _title(units: list[Unit]) -> Unit | None:
    """The first of the lines on a cover that says something, else the longest; or the first of lines that are one."""
    found = [unit for unit in units if is_title(unit, most_words=_LONGEST_TITLE) and not date_in(" ".join(unit.lines))]
    if not found and units and len(units[0].lines) > 1 and is_title(Unit(units[0].lines[:1])):
        title = Unit([units[0].lines.pop(0)])
        return title
    says_something = (unit for unit in found if _says_something(" ".join(unit.lines)))
    return next(says_something, max(found, key=lambda unit: len(" ".join(unit.lines)), default=None))


def _says_something(text: str) -> bool:
    """Is it neither a single word nor a name, an address, a label or whose report it is?"""
    words = text.split()
    is_address = len(words) < _TITLE_WORDS and any(map(str.isdigit, text))
    return len(words) > 1 and not (is_address or LABELLED.match(text) or OWNER.match(text) or is_byline(text))


def _is_first_heading(units: list[Unit], place: int) -> bool:
    """Is the last line before the prose the heading of it, in a report whose other headings are like it?"""
    unit, below = units[place], units[place + 1 :]
    headings = [other for other in below if other.kind == "heading"]
    is_like = bool(headings) and not any(other.number for other in headings)
    text = " ".join(unit.lines)
    return unit.kind == "heading" and is_like and below[0].is_prose and not is_byline(text) and not LABELLED.match(text)


def _may_open(unit: Unit) -> bool:
    if unit.kind not in ("text", "heading") or unit.number or names_part(" ".join(unit.lines)):
        return False
    is_long_title = unit.first and not unit.is_finished and unit.word_count <= _LONGEST_TITLE
    return (is_long_title or not unit.is_prose) and len(unit.lines) < 8


def _set_levels(units: list[Unit]) -> None:
    has_numbers = any(unit.number for unit in units if unit.kind == "heading")
    for unit in units:
        if unit.kind == "heading" and unit.number:
            unit.level = unit.number.count(".") + 1
        elif unit.kind == "heading":
            unit.level = 1 if not has_numbers or names_part(" ".join(unit.lines)) else INSIDE


def _full_width(lines: list[str]) -> int:
    """How long the document's full lines are: nine of ten are shorter."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip() and not marker_of(line))
    return lengths[len(lengths) * 9 // 10] if lengths else 0
