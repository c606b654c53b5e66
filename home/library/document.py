"""What a report becomes: chapters with blocks. Strings called `html` hold escaped text with b, i, a and br only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from home.library.inline import plain

Language = Literal["nb", "nn", "en", "se"]


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter. Level 1 stands directly below the chapter's own title."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str
    number: str = ""

    def texts(self) -> Iterator[str]:
        """The block's plain text, piece by piece."""
        yield f"{self.number} {self.text}".strip()


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    kind: ClassVar[str] = "paragraph"
    html: str

    def texts(self) -> Iterator[str]:
        """The block's plain text, piece by piece."""
        yield plain(self.html)


@dataclass(frozen=True)
class Item:
    """One item of a list, with the lists inside it."""

    html: str
    lists: tuple[ListBlock, ...] = ()


@dataclass(frozen=True)
class ListBlock:
    """A list, ordered from `start` or unordered."""

    kind: ClassVar[str] = "list"
    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1

    def texts(self) -> Iterator[str]:
        """The block's plain text, piece by piece, inner lists in place."""
        for item in self.items:
            yield plain(item.html)
            for inner in item.lists:
                yield from inner.texts()


Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table of html cells; all rows are equally long. `row_headers`: the first column names the row."""

    kind: ClassVar[str] = "table"
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    row_headers: bool = False

    def texts(self) -> Iterator[str]:
        """The block's plain text, piece by piece, cells in reading order."""
        yield plain(self.caption)
        for row in self.header + self.rows:
            yield from map(plain, row)


@dataclass(frozen=True)
class Quote:
    """Somebody else's words, with the source where it is given."""

    kind: ClassVar[str] = "quote"
    html: str
    source: str = ""

    def texts(self) -> Iterator[str]:
        """The block's plain text, piece by piece."""
        yield plain(self.html)
        yield plain(self.source)


@dataclass(frozen=True)
class Caption:
    """The caption of a figure or table which the text alone does not hold."""

    kind: ClassVar[str] = "caption"
    html: str
    about: Literal["figure", "table"] = "figure"

    def texts(self) -> Iterator[str]:
        """The block's plain text, piece by piece."""
        yield plain(self.html)


@dataclass(frozen=True)
class Note:
    """One footnote. The text refers to it by a link to `#note-<number>`; to one without number nothing refers."""

    number: str
    html: str


@dataclass(frozen=True)
class Notes:
    """The footnotes of a chapter, gathered at its end."""

    kind: ClassVar[str] = "note"
    notes: tuple[Note, ...]

    def texts(self) -> Iterator[str]:
        """The block's plain text, piece by piece."""
        for note in self.notes:
            yield f"{note.number} {plain(note.html)}".strip()


@dataclass(frozen=True)
class Box:
    """An example or fact box that stands apart from the running text."""

    kind: ClassVar[str] = "box"
    title: str
    blocks: tuple[Paragraph | ListBlock | Table | Quote, ...]

    def texts(self) -> Iterator[str]:
        """The block's plain text, piece by piece."""
        yield self.title
        for block in self.blocks:
            yield from block.texts()


Block = Heading | Paragraph | ListBlock | Table | Quote | Caption | Notes | Box


@dataclass(frozen=True)
class Chapter:
    """A chapter; `key` is made of number and title and is unique in the report. At most three levels deep."""

    number: str
    title: str
    blocks: tuple[Block, ...]
    children: tuple[Chapter, ...] = ()
    key: str = ""

    def walk(self) -> Iterator[Chapter]:
        """The chapter and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Report:
    """A whole report. `key` is made of the file's name; `intro` holds what stands before the first chapter.

    A short report is one page: it has no chapters, and all of it is `intro`.
    """

    key: str
    title: str
    language: Language
    date: datetime.date | None
    intro: tuple[Block, ...]
    chapters: tuple[Chapter, ...]

    def walk(self) -> Iterator[Chapter]:
        """All chapters, in reading order."""
        for chapter in self.chapters:
            yield from chapter.walk()


def plain_text(blocks: Iterable[Block]) -> str:
    """The plain text of blocks, one line for each piece (paragraph, item, cell)."""
    return "\n".join(text for block in blocks for text in block.texts() if text)


def word_count(blocks: Iterable[Block]) -> int:
    """How many words the blocks hold."""
    return len(plain_text(blocks).split())
