"""What stands on a slide as readable blocks: quotations with their sources, lists, headings, and no logos."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from home.library.document import Block, Heading, Item, ListBlock, Paragraph, Quote, Table
from home.library.facts import is_names
from home.library.inline import bold_text, plain, tidy
from home.library.markdown import Piece
from home.library.slide_lists import listed, numbered, timed
from home.library.terms import COURTESY
from home.library.words import Vocabulary

_ITALIC = re.compile(r"<i>((?:(?!</?i>).)*)</i>")
_LOGO = re.compile(
    r"\w*[a-zæøå][A-ZÆØÅ]\w*|[A-Za-zæøå]+\d[A-Za-zæøå]\w*|(?i:(?:the )?(?:logo|logo icon|icon)\b.{0,300})"
)
_QUOTED = re.compile(r"(?P<words>[«“„\"].{8,}[»”\"])\.?(?:\s*[–—-]\s*(?P<source>[^»”\"]{2,80}))?")
_ASIDE = re.compile(r"[–—-]\s+[a-zæøå]")
_SOURCE = re.compile(r"[–—]\s*(?P<source>.{0,80})")
_CITATION = re.compile(r"[^()]{2,60}\((?:19|20)\d\d[a-z]?\).{0,60}")
_HEADING_WORDS, _CAPITAL_WORDS = 10, 5
_LONGEST_NOISE = 300


def readable(pieces: Sequence[Piece], words: Vocabulary, level: int, *, in_references: bool) -> list[Block]:
    """The blocks of one slide; `level` is that of headings found among them."""
    blocks = [_cased(piece.block, words) for piece in pieces if not _is_noise(piece.block)]
    if in_references:
        return _references(blocks)

    def rejoined(found: list[Block]) -> list[Block]:
        return _rejoined(found, words)

    def with_headings(found: list[Block]) -> list[Block]:
        return headed(found, words, level)

    steps: tuple[Callable[[list[Block]], list[Block]], ...] = (
        rejoined,
        _quoted,
        numbered,
        timed,
        with_headings,
        listed,
    )
    for step in steps:
        blocks = step(blocks)
    return blocks


def _is_noise(block: Block) -> bool:
    """Courtesies, logos and what a program said about a logo."""
    if not isinstance(block, Paragraph):
        return False
    text = plain(block.html)
    return not text or len(text) < _LONGEST_NOISE and bool(COURTESY.fullmatch(text) or _LOGO.fullmatch(text))


def _cased(block: Block, words: Vocabulary) -> Block:
    """Cells of tables that are written in capitals, as words."""
    if not isinstance(block, Table):
        return block
    rows = tuple(tuple(map(words.sentence_case, row)) for row in block.rows)
    return replace(block, rows=rows)


def _references(blocks: list[Block]) -> list[Block]:
    entries = [Item(block.html) for block in blocks if isinstance(block, Paragraph)]
    others: list[Block] = [block for block in blocks if not isinstance(block, Paragraph)]
    return [*others, ListBlock(tuple(entries))] if entries else others


def _rejoined(blocks: list[Block], words: Vocabulary) -> list[Block]:
    """Paragraphs that were parted within a word or a phrase are whole again."""
    whole: list[Block] = []
    for block in blocks:
        above = whole[-1] if whole else None
        if isinstance(block, Paragraph) and isinstance(above, Paragraph):
            start, end = plain(block.html), plain(above.html)
            goes_on = end.endswith(("-", ",")) and start[:1].islower() or _ASIDE.match(start)
            if end in ("–", "—") or goes_on:
                whole[-1] = Paragraph(words.join(above.html, block.html))
                continue
        whole.append(block)
    return whole


def _quoted(blocks: list[Block]) -> list[Block]:
    """Paragraphs in quotation marks are quotations; a dash or a citation below them gives the source."""
    made: list[Block] = []
    for block in blocks:
        above = made[-1] if made else None
        html = block.html if isinstance(block, Paragraph) else ""
        inner = _unmarked(html)
        quoted, source = _QUOTED.fullmatch(inner), _SOURCE.fullmatch(inner)
        is_citation = bool(_ITALIC.fullmatch(html) and _CITATION.fullmatch(plain(html)))
        if quoted and "<" not in quoted["words"].replace("<b>", "").replace("</b>", ""):
            made.append(Quote(tidy(quoted["words"]), tidy(quoted["source"] or "")))
        elif isinstance(above, Quote) and not above.source and (source or is_citation):
            made[-1] = Quote(above.html, tidy((source["source"] if source else inner).strip(" ,")))
        elif isinstance(above, Paragraph) and is_citation:
            made[-1] = Paragraph(f"{above.html}<br>{html}")
        else:
            made.append(block)
    return made


def _unmarked(html: str) -> str:
    """Without emphasis round all of it."""
    html = bold_text(html) or html
    match = _ITALIC.fullmatch(html)
    html = match[1] if match else html
    return bold_text(html) or html


def headed(blocks: list[Block], words: Vocabulary, level: int) -> list[Block]:
    """Short lines in bold or capitals, and short ones with a colon, are headings of what follows them."""
    made: list[Block] = []
    place = 0
    while place < len(blocks):
        block, below = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
        bold = [bold_text(other.html) if isinstance(other, Paragraph) else "" for other in blocks[place : place + 3]]
        if len(bold) == 3 and all(bold) and not any(text.endswith(".") for text in bold):
            end = place
            while end < len(blocks) and _bold_of(blocks[end]):
                end += 1
            made.append(ListBlock(tuple(Item(_bold_of(other)) for other in blocks[place:end])))
            place = end
            continue
        if isinstance(below, Paragraph) and _bold_of(block).endswith(":") and not _bold_of(below):
            made.append(Paragraph(f"<b>{_bold_of(block)}</b> {below.html}"))
            place += 2
            continue
        text = _heading_text(block, below)
        made.append(Heading(level, words.sentence_case(text)) if text else block)
        place += 1
    return made


def _bold_of(block: Block) -> str:
    return bold_text(block.html) if isinstance(block, Paragraph) else ""


def _heading_text(block: Block, below: Block | None) -> str:
    """The text of a line that is a heading; "" when it is none."""
    if not isinstance(block, Paragraph) or below is None or isinstance(below, Heading) or _bold_of(below):
        return ""
    text, count = plain(block.html), len(plain(block.html).split())
    if text.endswith((".", "!", "?")) or is_names(text) or sum(map(str.isalpha, text)) < 3:
        return ""
    is_bold = _bold_of(block) and count <= _HEADING_WORDS
    is_capitals = text.isupper() and count <= _CAPITAL_WORDS
    is_label = text.endswith(":") and count <= 2 and not isinstance(below, ListBlock)
    return text.removesuffix(":") if is_bold or is_capitals or is_label else ""
