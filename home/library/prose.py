"""Plain text, as taken out of a PDF or typed by hand, read into a title and one flow of blocks."""

from __future__ import annotations

from home.library.blocks import BlockMaker
from home.library.document import Block
from home.library.facts import date_in
from home.library.flow import flow_of
from home.library.lists import marker_of
from home.library.notes import take_notes
from home.library.pages import Page, read_pages
from home.library.terms import names_part
from home.library.units import Unit, is_title, mark_headings, units_of
from home.library.words import Vocabulary

INSIDE = 9
"""The level of a heading that has no number, among headings that have."""


def read_prose(text: str) -> tuple[str, list[Block]]:
    """The title, or "" when the text does not begin with one, and the blocks in reading order.

    A heading's level is the length of its number; without numbers all are level 1.
    """
    pages, is_closed_up = read_pages(text)
    lines = [line for page in pages for line in page.lines]
    words = Vocabulary(lines)
    units = flow_of(_units(pages, is_closed_up=is_closed_up))
    title, rest = _opening(units)
    _set_levels(rest)
    maker = BlockMaker(words, _full_width(lines))
    return maker.title(title.lines) if title else "", list(maker.blocks(rest))


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
    """The title among the short lines before the first prose: the longest one. The others become one unit."""
    end = 0
    while end < len(units) and _may_open(units[end]):
        end += 1
    candidates = [unit for unit in units[:end] if is_title(unit, most_words=20) and not date_in(" ".join(unit.lines))]
    title = max(candidates, key=lambda unit: len(" ".join(unit.lines)), default=None)
    others = [unit for unit in units[:end] if unit is not title]
    lines = [" ".join(map(str.strip, unit.lines)) for unit in others]
    return title, [*([Unit(lines)] if lines else []), *units[end:]]


def _may_open(unit: Unit) -> bool:
    if unit.kind not in ("text", "heading") or unit.number or names_part(" ".join(unit.lines)):
        return False
    return not unit.is_prose and len(unit.lines) < 8


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
