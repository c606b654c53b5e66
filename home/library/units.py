"""Units of plain text: paragraphs, headings, list items and captions, found by the shape of their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from home.library.characters import BULLETS
from home.library.document import Block
from home.library.lists import Marker, marker_of
from home.library.tables import table_at

Kind = Literal["text", "item", "heading", "caption", "box", "table", "notes"]

ENDS = (".", "!", "?", ":", "»", "”", '"', ".)", ";")
"""How a finished sentence may end."""

NUMBERED = re.compile(
    r"\s*(?:(?i:kapittel|kap\.|chapter)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,5}|[IVX]{1,4}(?=\.))[.:]?(?:\s+[–-])?\s+"
    r"(?P<title>[^\W\d_].*|[«“\"(].*)",
    re.DOTALL,
)
LEAD = re.compile(r"(?P<lead>[A-ZÆØÅ][\w-]{3,30})\. (?=[A-ZÆØÅ])")
"""A single word as a sentence, which names what the paragraph is about."""
_CAPTION = re.compile(
    r"\s*(?P<word>figur|tabell|figure|table|bilde|diagram|kart)\s\d+(?:[.-]\d+)*\s?[:.–-]?\s+(?-i:[A-ZÆØÅ«“\"])", re.I
)
_BOX = re.compile(
    r"\s*(?:EKSEMPEL|EKSEMPLER|DØME|EXAMPLE|FAKTA|FAKTABOKS|BOKS)(?:\s\d+(?:\.\d+)?)?\s*(?:[:–—-].{0,120})?\s*"
)
_SOURCE = re.compile(r"(?:kilder?|kjelder?|sources?|merknad|note)\s?:", re.IGNORECASE)
_LABEL = re.compile(r"[A-ZÆØÅ][\w ]{2,20}:\s*\S*\d.{0,30}")
_BROKEN_WORD = re.compile(r"[^\W\d_]-\s*\Z")
_BOLD_TAG = re.compile(r"</?b>")
_NEAR = 6
_LONGEST_LINE = 160  # characters; where lines are longer, each is a paragraph


@dataclass
class Unit:
    """Lines that belong together.

    `gap`: how many blank lines stand above; `first`: it opens its page; `inside`: what a box holds.
    """

    lines: list[str]
    kind: Kind = "text"
    gap: int = 0
    first: bool = False
    marker: Marker | None = None
    number: str = ""
    level: int = 1
    blocks: list[Block] = field(default_factory=list)
    inside: list[Unit] = field(default_factory=list)

    @property
    def start(self) -> str:
        """The first line without outer spaces."""
        return self.lines[0].strip() if self.lines else ""

    @property
    def is_finished(self) -> bool:
        """Does it end as a sentence does?"""
        return bool(self.lines) and self.lines[-1].rstrip().endswith(ENDS)

    @property
    def is_prose(self) -> bool:
        """Is it running text of some length, rather than a title, a name or an address?"""
        return self.kind == "text" and (self.word_count > 15 or self.word_count > 5 and self.is_finished)

    @property
    def word_count(self) -> int:
        """How many words it has."""
        return sum(len(line.split()) for line in self.lines)

    @property
    def goes_on(self) -> bool:
        """Does it begin in the middle of a sentence?"""
        return self.start[:1].islower()


def units_of(lines: Sequence[str]) -> list[Unit]:
    """The units of one page."""
    units: list[Unit] = []
    gap, place, no_table = 0, 0, 0
    while place < len(lines):
        if not lines[place].strip():
            gap, place = gap + 1, place + 1
            continue
        if place >= no_table:
            blocks, no_table = table_at(lines, place, markdown=False, columns=True)
            if blocks:
                units.append(Unit([], "table", gap, blocks=blocks))
                gap, place = 0, no_table
                continue
        _add(units, lines, place, gap)
        gap, place = 0, place + 1
    if units:
        units[0].first = True
    return units


def _add(units: list[Unit], lines: Sequence[str], place: int, gap: int) -> None:
    """Put a line to the unit above it, or let it begin a new one."""
    line, above = lines[place], units[-1] if units and not gap else None
    marker = _item_marker(line, units)
    if marker:
        units.append(Unit([line[marker.width :]], "item", gap, marker=marker))
    elif _CAPTION.match(line) and (not above or above.is_finished):
        units.append(Unit([line.strip()], "caption", gap))
    elif _BOX.fullmatch(line):
        units.append(Unit([line.strip()], "box", gap))
    elif above is None or above.kind in ("table", "box") or _parts(above, lines, place):
        units.append(Unit([line.strip()], gap=gap))
    else:
        above.lines.append(line)


def _item_marker(line: str, units: list[Unit]) -> Marker | None:
    """The marker of a list item. Dashes, numbers and letters may also begin a line of running text."""
    marker = marker_of(line)
    if not marker or marker.kind in BULLETS:
        return marker
    last = units[-1] if units else None
    in_list = last is not None and last.kind == "item" and last.marker is not None
    if marker.number is None:
        return marker if in_list or marker.kind != "o" and (last is None or last.is_finished) else None
    follows = any(
        unit.marker and unit.marker.kind == marker.kind and unit.marker.number == marker.number - 1
        for unit in units[-30:]
    )
    return marker if follows or marker.number == 1 and (last is None or last.is_finished) else None


def _parts(above: Unit, lines: Sequence[str], place: int) -> bool:
    """Does a paragraph end above this line? So it does where the next word had found room there."""
    last, start = lines[place - 1], lines[place].strip()
    heading = NUMBERED.match(above.start)
    if start[0].islower() or start[0] in ",.;:)" or _BROKEN_WORD.search(last):
        return False
    if _LABEL.fullmatch(start):
        return True
    if heading and len(above.lines) == 1 and "." in heading["number"] and not above.is_finished:
        return True
    widest = _widest(lines, place)
    room = widest - len(last.rstrip()) - len(start.split(None, 1)[0]) - 1
    if above.is_finished and (len(last) > _LONGEST_LINE or _is_line_apart(lines, place, widest)):
        return True
    if last.rstrip().endswith(ENDS) or any(sign in last.split()[-1] for sign in ("@", "://")):
        return last.endswith("  ") or LEAD.match(start) is not None or room > 0.1 * widest
    if above.kind == "item":
        return _may_head(above, lines[place]) and (room > 0.25 * widest or _is_section(start, above))
    return room > (0.5 if start[0].isdigit() else 0.25) * widest


def _may_head(item: Unit, below: str) -> bool:
    """Is a numbered line apart from what is above perhaps no item but a heading? What is below it is not moved in."""
    is_numbered = item.marker is not None and item.marker.kind == "1." and item.marker.indent == 0
    return is_numbered and item.gap > 0 and len(item.lines) == 1 and is_title(item) and not below[:1].isspace()


def _is_section(line: str, above: Unit) -> bool:
    """Does the line begin with a number below the one above, as 2.1 is below 2?"""
    return above.marker is not None and line.startswith(f"{above.marker.number}.")


def _is_line_apart(lines: Sequence[str], place: int, widest: int) -> bool:
    """Is the line short and no sentence, and does the next one begin anew? So do headings between paragraphs."""
    line, below = lines[place].rstrip(), lines[place + 1].strip() if place + 1 < len(lines) else ""
    return len(line) < 0.6 * widest and not line.endswith((*ENDS, ",")) and below[:1].isupper()


def _widest(lines: Sequence[str], place: int) -> int:
    """The length of the longest line near this one in the same paragraph or paragraphs."""
    start, end = place, place
    while start > max(0, place - _NEAR) and lines[start - 1].strip():
        start -= 1
    while end < min(len(lines), place + _NEAR) and lines[end].strip():
        end += 1
    return max(len(line.rstrip()) for line in lines[start:end])


def mark_headings(units: list[Unit]) -> None:
    """Turn the units that are headings into such, with their number apart."""
    for place, unit in enumerate(units):
        if unit.kind == "item":
            _numbered_item(units, place)
        elif unit.kind == "text":
            _heading(unit, units[place - 1] if place else None, units[place + 1] if place + 1 < len(units) else None)


def _numbered_item(units: list[Unit], place: int) -> None:
    """A list of one item whose number begins a short line is a numbered heading."""
    unit = units[place]
    marker = unit.marker
    if marker is None or marker.kind != "1." or marker.number is None or not is_title(unit):
        return
    near = units[max(0, place - 1) : place] + units[place + 1 : place + 2]
    in_list = any(other.marker and other.marker.kind == "1." and not _is_capitals(other) for other in near)
    if not in_list and (unit.gap or unit.first) or _is_capitals(unit):
        unit.kind, unit.number, unit.marker = "heading", str(marker.number), None


def _is_capitals(unit: Unit) -> bool:
    return " ".join(unit.lines).isupper() and len(unit.start) > 3


def _heading(unit: Unit, above: Unit | None, below: Unit | None) -> None:
    match = NUMBERED.match("\n".join(unit.lines))
    if match and (unit.gap or unit.first or above is None or above.is_finished or above.kind == "heading"):
        titled = Unit(match["title"].split("\n"))
        is_apart = "." in match["number"] or below is None or below.gap
        is_apart = is_apart or unit.gap and (below.kind == "heading" or below.is_prose)
        if is_apart and match["title"][0].isupper() and is_title(titled, most_words=25):
            unit.kind, unit.number, unit.lines = "heading", match["number"], titled.lines
        return
    if below is None or not (unit.gap or unit.first) or below.goes_on:
        return
    leads_to_prose = unit.start.endswith(":") and len(unit.start.split()) <= 8 and below.is_prose
    if is_title(unit) or leads_to_prose and is_title(Unit([unit.start[:-1]])):
        is_apart = below.gap or len(unit.start.split()) <= 8 and below.is_prose
        unit.kind = "heading" if is_apart else unit.kind


def is_title(unit: Unit, *, most_words: int = 12) -> bool:
    """Is it short, in one or two lines, without the marks of a sentence, an address or a date?"""
    text = _BOLD_TAG.sub("", " ".join(line.strip() for line in unit.lines))
    words = text.split()
    if not 1 <= len(words) <= most_words or len(unit.lines) > 3 or len(text) > 12 * most_words:
        return False
    if any(line.strip()[:1].isupper() for line in unit.lines[1:]):
        return False
    if text.endswith((".", ",", ";", "!", ":", "-")) or "@" in text or "://" in text:
        return False
    if _SOURCE.match(text):
        return False
    is_label = re.search(r":\s*\S*\d", text)
    return not is_label and (text[0].isupper() or text[0] in "«“") and sum(map(str.isalpha, text)) > 2
