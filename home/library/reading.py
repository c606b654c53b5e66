"""Reads a report: bytes in, a tree of chapters out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from pathlib import PurePath
from typing import Literal

from home.library.characters import clean, slug
from home.library.document import Block, Heading, Notes, Report, plain_text
from home.library.facts import date_in, fallback_title, language_of
from home.library.markdown import Piece, is_markdown, read_markdown
from home.library.outline import outline
from home.library.prose import INSIDE, read_prose
from home.library.slide_text import headed
from home.library.slides import is_deck, read_deck
from home.library.spellings import front_matter, spelled_out, with_number_signs
from home.library.terms import names_part
from home.library.units import NUMBERED
from home.library.words import Vocabulary

MOST_BYTES = 5 * 1024 * 1024
Code = Literal["empty", "binary", "not_utf8", "too_large", "no_text"]

_SIGNATURES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"{\\rtf",
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.05  # of all bytes; a text out of a PDF may have a few
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OPENING = 1500
_FEWEST_UNDERLINED = 2


class ReportError(Exception):
    """The report cannot be read. `code` is stable; the message is plain English."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code


def read_report(data: bytes, *, name: str) -> Report:
    """The report in a text or Markdown file of at most 5 MB in UTF-8.

    The same bytes and name always give the same report. `name` is the file's name; it makes the report's key.
    Raises ReportError with code `empty`, `binary`, `not_utf8`, `too_large` or `no_text`.
    """
    text = clean(_decoded(data))
    if not any(map(str.isalpha, text)):
        raise ReportError("no_text", "The file has no words in it.")
    fields, text = front_matter(text)
    lines = text.split("\n")
    words = Vocabulary(lines)
    is_marked = name.lower().endswith(".md")
    title, blocks = _read(text, lines, words, fields.get("title", ""), is_marked=is_marked)
    intro, chapters = outline(blocks)
    title = title or fallback_title(text, _top_headings(blocks)) or PurePath(name).stem
    opening = f"{fields.get('date', '')}\n{plain_text(blocks)[:_OPENING]}"
    return Report(
        key=report_key(name),
        title=title,
        language=language_of(words.count),
        date=date_in(opening),
        intro=intro,
        chapters=chapters,
    )


def report_key(name: str) -> str:
    """A key that stays the same for a file's name, and differs for different names."""
    name = unicodedata.normalize("NFC", name)
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug(PurePath(name).stem, 60)}-{digest}".lstrip("-")


def _decoded(data: bytes) -> str:
    if not data:
        raise ReportError("empty", "The file is empty.")
    if len(data) > MOST_BYTES:
        raise ReportError("too_large", "The file is larger than 5 MB.")
    if data.startswith(_UTF16):
        raise ReportError("not_utf8", "The file is not UTF-8 text.")
    if data.startswith(_SIGNATURES) or b"\0" in data or len(_CONTROL.findall(data)) > _MOST_CONTROL * len(data):
        raise ReportError("binary", "The file is not a text file.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReportError("not_utf8", "The file is not UTF-8 text.") from error


def _read(text: str, lines: list[str], words: Vocabulary, known: str, *, is_marked: bool) -> tuple[str, list[Block]]:
    """The title and the blocks; `known` is the title that the text was given apart, or ""."""
    underlined, count = with_number_signs(lines)
    if not is_marked and count < _FEWEST_UNDERLINED and not is_markdown(lines):
        title, blocks = read_prose(text)
        return known or title, blocks
    source = spelled_out(underlined)
    pieces = read_markdown(source.lines, words)
    title, blocks = read_deck(pieces, words) if is_deck(pieces) else _article(pieces, words, known)
    return known or title, [*blocks, Notes(source.notes)] if source.notes else blocks


def _article(pieces: list[Piece], words: Vocabulary, known: str) -> tuple[str, list[Block]]:
    """Markdown that is no deck. Its only heading of the first level is the title; numbers of headings stand apart.

    Lines in bold are headings inside the chapters, or their titles when there are no others.
    """
    written = [_numbered(piece.block, words) for piece in pieces]
    has_headings = any(isinstance(block, Heading) for block in written)
    blocks = headed(written, words, INSIDE if has_headings else 1)
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings:
        return "", blocks
    top, least = headings[0], min(heading.level for heading in headings)
    if known and top.text.casefold() != known.casefold():
        return known, blocks
    if sum(heading.level == least for heading in headings) > 1 or top.level > least or names_part(top.text):
        return "", blocks
    blocks.remove(top)
    return top.text, [
        replace(block, level=block.level - 1) if isinstance(block, Heading) else block for block in blocks
    ]


def _top_headings(blocks: list[Block]) -> list[str]:
    headings = [block for block in blocks if isinstance(block, Heading)]
    top = min((heading.level for heading in headings), default=0)
    return [heading.text for heading in headings if heading.level == top]


def _numbered(block: Block, words: Vocabulary) -> Block:
    """A heading with its number apart, and not in capitals."""
    if not isinstance(block, Heading):
        return block
    match = NUMBERED.fullmatch(block.text)
    title, number = (match["title"], match["number"]) if match else (block.text, "")
    return Heading(block.level, words.sentence_case(title), number)
