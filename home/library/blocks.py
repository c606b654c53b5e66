"""Units become blocks: paragraphs, quotations, lists, references and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from home.library.document import Block, Box, Caption, Heading, Item, ListBlock, Note, Notes, Paragraph, Quote, Table
from home.library.inline import NOTE_CLOSE, NOTE_OPEN, plain, to_html
from home.library.lists import Depths, Entry, build
from home.library.notes import drop_orphans
from home.library.terms import SIGNED, is_references
from home.library.units import LEAD, Unit
from home.library.words import Vocabulary

_QUOTED = re.compile(r"(?P<words>«[^»]{40,}»|“[^”]{40,}”|\"[^\"]{40,}\")\.?\s*(?:\((?P<source>[^()]{3,200})\))?\.?")
_NOTE_SIGN = re.compile(rf"{NOTE_OPEN}\d+{NOTE_CLOSE}")
_LEADS = 3
_ENTRY = re.compile(
    r"\s*(?:\[\d{1,3}\]|\d{1,3}\.\s|[A-ZÆØÅ][\w'’-]+(?: [A-ZÆØÅ][\w'’-]+)?,? [A-ZÆØÅ]\.|"
    r"[^()]{3,90}\((?:19|20)\d\d[a-z]?\))"
)
_NARROW = 0.88


class BlockMaker:
    """Makes blocks of a document's units. `width` is how long its full lines are, in characters."""

    def __init__(self, words: Vocabulary, width: int) -> None:
        self.words = words
        self.width = width

    def blocks(self, units: Sequence[Unit]) -> Iterator[Block]:
        """The blocks of the units; headings keep the level they were given."""
        in_references = False
        for kind, group in groupby(units, key=lambda unit: unit.kind):
            members = list(group)
            if kind == "heading":
                for unit in members:
                    title = self.title(unit.lines)
                    in_references = is_references(title)
                    yield Heading(unit.level, title, unit.number)
            elif kind == "item":
                yield from self._lists(members)
            elif kind == "text":
                yield from self._references(members) if in_references else self._texts(members)
            else:
                yield from self._floats(members)

    def text(self, lines: Sequence[str]) -> str:
        """Lines as one, with broken words and addresses mended."""
        return self.words.mend_spaces(drop_orphans(self.words.join(*lines)))

    def html(self, lines: Sequence[str]) -> str:
        """Lines as html."""
        return to_html(self.text(lines))

    def title(self, lines: Sequence[str]) -> str:
        """Lines as a title: no signs of notes or emphasis, no capitals throughout, no colon at the end."""
        text = plain(to_html(_NOTE_SIGN.sub("", self.text(lines))))
        return self.words.sentence_case(text).removesuffix(":").strip()

    def _texts(self, units: Sequence[Unit]) -> Iterator[Block]:
        leads = [bool(LEAD.match(unit.start)) for unit in units]
        before: Unit | None = None
        for place, unit in enumerate(units):
            has_lead = leads[place] and sum(leads[max(0, place - 2) : place + 3]) >= _LEADS
            yield self._text(unit, before, has_lead=has_lead)
            before = unit

    def _text(self, unit: Unit, before: Unit | None, *, has_lead: bool) -> Block:
        if _is_verse(unit, self.width) or SIGNED.fullmatch(unit.start.strip(" ,.")):
            return Paragraph("<br>".join(to_html(line) for line in unit.lines))
        text = self.text(unit.lines)
        quoted = _QUOTED.fullmatch(text)
        if quoted:
            return Quote(to_html(quoted["words"]), to_html(quoted["source"] or ""))
        if before and before.lines[-1].rstrip().endswith(":") and self._is_narrow(unit):
            return Quote(to_html(text))
        if has_lead:
            return Paragraph(to_html(LEAD.sub(r"<b>\g<lead>.</b> ", text, count=1)))
        return Paragraph(to_html(text))

    def _is_narrow(self, unit: Unit) -> bool:
        return len(unit.lines) > 2 and max(map(len, unit.lines)) < _NARROW * self.width

    def _lists(self, units: Sequence[Unit]) -> Iterator[Block]:
        depths, entries = Depths(), list[Entry]()
        for unit in units:
            if unit.marker is None:
                continue
            depth, number = depths.of(unit.marker), unit.marker.number
            if number == 1 and depth == 0 and any(entry.depth == 0 and entry.number for entry in entries):
                yield from build(entries)
                entries = []
            entries.append(Entry(depth, number, self.html(unit.lines)))
        yield from build(entries)

    def _references(self, units: Sequence[Unit]) -> Iterator[Block]:
        entries: list[list[str]] = []
        for unit in units:
            entries.append([])
            for line in unit.lines:
                if entries[-1] and _ENTRY.match(line) and entries[-1][-1].rstrip().endswith((".", "/", ")")):
                    entries.append([])
                entries[-1].append(line)
        yield ListBlock(tuple(Item(self.html(lines)) for lines in entries))

    def _floats(self, units: Sequence[Unit]) -> Iterator[Block]:
        for unit in units:
            if unit.kind == "table":
                yield from unit.blocks
            elif unit.kind == "notes":
                yield Notes((Note(unit.number, self.html(unit.lines)),))
            elif unit.kind == "caption":
                about = "table" if unit.start.casefold().startswith("tab") else "figure"
                yield Caption(self.html(unit.lines), "table" if about == "table" else "figure")
            elif unit.inside:
                yield self._box(unit)

    def _box(self, unit: Unit) -> Box:
        word, _, name = unit.start.partition(" ")
        word, name = word.strip(":–—-").capitalize(), self.title([name.strip(" :–—-")])
        title = f"{word}: {name}" if name else word
        inside = tuple(self.blocks(unit.inside))
        return Box(title, tuple(block for block in inside if isinstance(block, Paragraph | ListBlock | Table | Quote)))


def _is_verse(unit: Unit, width: int) -> bool:
    """Short lines that each begin anew, such as an address or names."""
    lines = [line.strip() for line in unit.lines]
    if not 2 <= len(lines) <= 8 or max(map(len, lines)) > 0.6 * width:
        return False
    return all(line[0].isupper() or line[0].isdigit() for line in lines) and not any(
        line.endswith((".", ",", "-")) for line in lines
    )
