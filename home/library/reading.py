"""Reads a report: bytes in, a tree of chapters out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace
from pathlib import PurePath
from typing import Literal

from home.library.characters import clean, slug
from home.library.document import Block, Heading, Report, plain_text
from home.library.facts import date_in, fallback_title, language_of
from home.library.markdown import Piece, is_markdown, read_markdown
from home.library.outline import outline
from home.library.prose import INSIDE, read_prose
from home.library.slide_text import headed
from home.library.slides import is_deck, read_deck
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
    lines = text.split("\n")
    words = Vocabulary(lines)
    title, blocks = _read(text, lines, words)
    intro, chapters = outline(blocks)
    title = title or fallback_title(text, _top_headings(blocks)) or PurePath(name).stem
    opening = plain_text(blocks)[:_OPENING]
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


def _read(text: str, lines: list[str], words: Vocabulary) -> tuple[str, list[Block]]:
    if not is_markdown(lines):
        return read_prose(text)
    pieces = read_markdown(lines, words)
    if is_deck(pieces):
        return read_deck(pieces, words)
    return _article(pieces, words)


def _article(pieces: list[Piece], words: Vocabulary) -> tuple[str, list[Block]]:
    """Markdown that is no deck. Its only heading of the first level is the title; numbers of headings stand apart.

    Lines in bold are headings inside the chapters, or their titles when there are no others.
    """
    written = [_numbered(piece.block) for piece in pieces]
    has_headings = any(isinstance(block, Heading) for block in written)
    blocks = headed(written, words, INSIDE if has_headings else 1)
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings:
        return "", blocks
    top, least = headings[0], min(heading.level for heading in headings)
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


def _numbered(block: Block) -> Block:
    match = NUMBERED.fullmatch(block.text) if isinstance(block, Heading) else None
    if match is None or not isinstance(block, Heading):
        return block
    return Heading(block.level, match["title"], match["number"])
