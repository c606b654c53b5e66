"""Markdown, as written by hand or made from slides, read into pieces: blocks with the space above them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

from home.library.document import Block, Heading, Item, ListBlock, Paragraph, Quote
from home.library.inline import plain, tidy, to_html
from home.library.lists import Depths, Entry, Marker, build, marker_of
from home.library.tables import table_at
from home.library.terms import SMALL_WORDS
from home.library.words import Vocabulary

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_DASH = re.compile(r"\s*[-–]\s+(?=[a-zæøå])")
_SOURCE = re.compile(r"[–—]\s*(?=[A-ZÆØÅ])")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_TASK = re.compile(r"\[([ xX])\] (?=\S)")
_ALERT = re.compile(r"\[!\w+\]")
_SPOKEN_BY = re.compile(r"[–—-]{1,2}\s*(?P<who>[^\W_].{1,80})")
_LIST_LINES, _LIST_WORDS = 3, 8
_BOLD_LINES = 2
RULE_GAP = 4
"""How wide a space a rule across the page counts as, in blank lines."""


@dataclass(frozen=True)
class Piece:
    """A block, and how many blank lines stand above it."""

    block: Block
    gap: int = 1


def is_markdown(lines: Sequence[str]) -> bool:
    """Does the text have headings with number signs, or a few lines all in bold?"""
    bold = sum(line.startswith("**") and line.rstrip().endswith("**") for line in lines)
    return bold >= _BOLD_LINES or any(map(_HEADING.match, lines))


def read_markdown(lines: Sequence[str], words: Vocabulary) -> list[Piece]:
    """The pieces of the text in reading order; headings have the level of their number signs."""
    return _Reader(lines, words).pieces


class _Reader:
    def __init__(self, lines: Sequence[str], words: Vocabulary) -> None:
        self.lines, self.words = lines, words
        self.pieces: list[Piece] = []
        self.gap = self.place = self.no_table = 0
        self.code_ends = {
            sign: [at for at, line in enumerate(lines) if line.strip() == sign] for sign in ("```", "~~~")
        }
        while self.place < len(lines):
            self._read()

    def _add(self, *blocks: Block) -> None:
        for block in blocks:
            self.pieces.append(Piece(block, self.gap))
            self.gap = 0

    def _read(self) -> None:
        line = self.lines[self.place]
        heading = _HEADING.match(line)
        code = self._code_end()
        if code:
            signs = (escape(inside.rstrip(), quote=False) for inside in self.lines[self.place + 1 : code])
            self._add(Paragraph(tidy("<br>".join(signs))))
            self.place = code + 1
        elif _is_left_out(line):
            self.gap, self.place = self.gap + (RULE_GAP if _is_rule(line) else not line.strip()), self.place + 1
        elif heading:
            self._add(Heading(len(heading[1]), plain_title(line.strip().strip("#"))))
            self.place += 1
        elif line.lstrip().startswith(">"):
            quoted = self._while(lambda at: self.lines[at].lstrip().startswith(">"))
            self._add(_quote([line.lstrip()[1:].strip() for line in quoted]))
        elif not self._table():
            if _item_marker(line):
                self._list()
            else:
                self._paragraph()

    def _code_end(self) -> int:
        """The line that closes the code that a fence opens here, or 0."""
        fence = _FENCE.match(self.lines[self.place])
        ends = self.code_ends[fence[1]] if fence else []
        after = bisect_right(ends, self.place)
        return ends[after] if after < len(ends) else 0

    def _table(self) -> bool:
        if self.place < self.no_table:
            return False
        blocks, self.no_table = table_at(self.lines, self.place, markdown=True)
        if blocks:
            self._add(*blocks)
            self.place = self.no_table
        return bool(blocks)

    def _while(self, goes_on: Callable[[int], bool]) -> list[str]:
        start = self.place
        while self.place < len(self.lines) and goes_on(self.place):
            self.place += 1
        return list(self.lines[start : self.place])

    def _ends_text(self, at: int) -> bool:
        line = self.lines[at]
        if _is_left_out(line) or _HEADING.match(line) or line.lstrip().startswith(">"):
            return True
        if "\t" in line.strip() or line.lstrip().startswith("|"):
            return True
        return _item_marker(line) is not None and not _is_aside(self.lines[at - 1], line)

    def _paragraph(self) -> None:
        start = self.place
        lines = self._while(lambda at: at == start or not self._ends_text(at))
        self._add(*self._parted(segments(lines, self.words)))

    def _parted(self, parts: list[str]) -> list[Block]:
        """A paragraph; its source apart; or a list, when it is many short lines."""
        if len(parts) > 1 and _SOURCE.match(parts[-1]):
            return [*self._parted(parts[:-1]), Paragraph(to_html(parts[-1], markdown=True))]
        is_list = len(parts) >= _LIST_LINES and all(
            len(part.split()) <= _LIST_WORDS and part[0].isupper() and part[-1] not in ".!?:" for part in parts
        )
        if is_list:
            return [ListBlock(tuple(Item(to_html(part, markdown=True)) for part in parts))]
        html = to_html("<br>".join(parts), markdown=True)
        return [Paragraph(html)] if html else []

    def _list(self) -> None:
        depths, entries = Depths(by_sign=False), list[Entry]()
        kind = ""
        while self.place < len(self.lines):
            line = self.lines[self.place]
            marker = _item_marker(line)
            if marker is None and self._next_is_item():
                self.place += 1
                continue
            if marker is None and entries and self._goes_on():
                self.place += 1
                lines = self._while(lambda at: not self._ends_text(at))
                html = to_html("<br>".join(segments(lines, self.words)), markdown=True)
                entries[-1] = replace(entries[-1], html=f"{entries[-1].html}<br>{html}")
                continue
            if marker is None or marker.indent < 2 and marker.kind != (kind or marker.kind):
                break
            kind = kind or marker.kind
            rest = [line[marker.width :]]
            self.place += 1
            rest += self._while(lambda at: not self._ends_text(at))
            entries.append(_entry(depths.of(marker), marker, rest, self.words))
        self._add(*build(entries))

    def _goes_on(self) -> bool:
        """Does a paragraph of the item above begin after this empty line?"""
        below = self.lines[self.place + 1] if self.place + 1 < len(self.lines) else ""
        is_inside = below.startswith(("  ", "\t")) and not self._ends_text(self.place + 1)
        return not self.lines[self.place].strip() and is_inside

    def _next_is_item(self) -> bool:
        at = self.place
        while at < len(self.lines) and not self.lines[at].strip() and at - self.place < 3:
            at += 1
        return at > self.place and at < len(self.lines) and _item_marker(self.lines[at]) is not None


def _entry(depth: int, marker: Marker, lines: list[str], words: Vocabulary) -> Entry:
    """An item; «- 1) Text» counts as «1) Text», and a box to tick is a sign."""
    number = marker.number
    inner = marker_of(lines[0]) if number is None else None
    if inner and inner.number is not None:
        number, lines = inner.number, [lines[0][inner.width :], *lines[1:]]
    lines = [_TASK.sub(lambda box: "☐ " if box[1] == " " else "☑ ", lines[0], count=1), *lines[1:]]
    return Entry(depth, number, to_html("<br>".join(segments(lines, words)), markdown=True))


def _quote(lines: list[str]) -> Quote:
    """A quotation; its last line is the source when it begins with a dash."""
    lines = [line for line in lines if line and not _ALERT.fullmatch(line)]
    source = _SPOKEN_BY.fullmatch(lines[-1]) if len(lines) > 1 else None
    text = " ".join(lines[:-1] if source else lines)
    return Quote(to_html(text, markdown=True), to_html(source["who"], markdown=True) if source else "")


def plain_title(text: str) -> str:
    """The text of a heading, without signs of emphasis, a dash before it or a colon after it."""
    return plain(to_html(text, markdown=True)).lstrip("-–—• ").removesuffix(":").strip()


def segments(lines: Sequence[str], words: Vocabulary) -> list[str]:
    """The lines of a paragraph, joined where the text runs on; a hard break stays where a new line begins anew."""
    parts: list[list[str]] = []
    is_hard = False
    for line in lines:
        text = line.strip().removesuffix("\\")
        if parts and is_hard and _DASH.match(text):
            parts[-1].append(f"– {_DASH.sub('', text, count=1)}")
        elif parts and not (is_hard and _begins_anew(parts[-1][-1], text)):
            parts[-1].append(text)
        elif text:
            parts.append([text])
        is_hard = line.endswith(("  ", "\\"))
    return [words.join(*part) for part in parts]


def _begins_anew(above: str, text: str) -> bool:
    start, end = text.lstrip("*(«“\"'_"), above.split()[-1].casefold() if above else ""
    if not start[:1].isupper() and not start[:1].isdigit() and start[:1] not in "–—":
        return False
    return end not in SMALL_WORDS and not (above.isupper() and text.isupper()) and not above.endswith((",", "-", "/"))


def _item_marker(line: str) -> Marker | None:
    """The marker of an item; a long dash is a sign of quotation or thought here."""
    marker = marker_of(line)
    return None if marker and marker.kind == "–" else marker


def _is_aside(above: str, line: str) -> bool:
    """Is it a dash in running text? So it is after a hard break, before a small letter."""
    return above.endswith("  ") and bool(above.strip()) and _DASH.match(line) is not None and not marker_of(above)


def _is_rule(line: str) -> bool:
    signs = set(line.split())
    text = "".join(signs)
    return len(line.strip()) >= 3 and len(set(text)) == 1 and text[0] in "-*_"


def _is_left_out(line: str) -> bool:
    text = line.strip()
    return not text or _is_rule(line) or text.startswith(("```", "~~~")) or text[:4] == "<!--" and text[-3:] == "-->"
