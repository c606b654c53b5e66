"""A deck of slides as a few parts: one for each talk, with its slides as headings inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from home.library.document import Block, Heading, Paragraph, plain_text
from home.library.inline import bold_text, plain
from home.library.markdown import Piece
from home.library.slide_cuts import Slide, slides_of
from home.library.slide_text import readable
from home.library.terms import AGENDA, COURTESY, GREETING, is_references
from home.library.words import Vocabulary

_FEWEST_SLIDES = 8
_MOST_WORDS = 120
_MOST_PROSE, _PROSE_WORDS = 0.5, 15
_ENDS = (".", "!", "?", ":")
_LONG_PART, _PART = 1500, 500
_BYLINE_WORDS = 8
_NEXT_TO_NOTHING = 5
_TIME = re.compile(r"\d{1,2}[.:]\d\d\s?(?:[-–]\s?\d{1,2}[.:]\d\d)?")
SLIDE = 10
"""Headings of slides lie this deep and deeper: they never become chapters."""


@dataclass
class Part:
    """A part of the deck: a talk, or what the agenda calls an item."""

    title: str
    byline: list[str] = field(default_factory=list)
    slides: list[Slide] = field(default_factory=list)


def is_deck(pieces: Sequence[Piece]) -> bool:
    """Many headings with little text below each are slides, unless most of it is prose."""
    slides = sum(isinstance(piece.block, Heading) and piece.block.level < 3 for piece in pieces)
    words = len(plain_text(piece.block for piece in pieces).split())
    prose = sum(len(text.split()) for text in map(_prose, pieces))
    return slides >= _FEWEST_SLIDES and words < _MOST_WORDS * slides and prose < _MOST_PROSE * words


def _prose(piece: Piece) -> str:
    text = plain(piece.block.html) if isinstance(piece.block, Paragraph) else ""
    return text if text.endswith(_ENDS) and len(text.split()) >= _PROSE_WORDS else ""


def read_deck(pieces: Sequence[Piece], words: Vocabulary) -> tuple[str, list[Block]]:
    """The title, or "" when there is none, and the blocks: what is on the cover, then each part under a heading."""
    slides = slides_of(pieces, words)
    title, blocks, greeting = _opening(slides)
    parts = _parts(slides, greeting)
    if len(parts) == 1:
        parts = list(_split(parts[0]))
    for part in parts:
        blocks += _blocks(part, words)
    return words.sentence_case(title), blocks


def _opening(slides: list[Slide]) -> tuple[str, list[Block], str]:
    """Take the deck's own cover and the greeting before it out of the slides: title, blocks and greeting."""
    greeting = ""
    while slides and GREETING.fullmatch(slides[0].title) and not slides[0].pieces:
        greeting = slides.pop(0).title
    if not slides:
        return greeting, [], ""
    first = slides[0]
    is_short = all(isinstance(block, Paragraph) for block in first.blocks) and len(first.text.split()) <= 40
    if not is_short or AGENDA.search(first.title):
        return "" if AGENDA.search(first.title) else first.title, [], greeting
    title, byline = _cover(slides.pop(0))
    return title, list(_byline(byline)), greeting


def _cover(slide: Slide) -> tuple[str, list[str]]:
    """The title of a cover and its other lines. A line in bold is the title, where the heading is none or one word."""
    lines = list(slide.paragraphs)
    bold = slide.bold_lines
    if not bold or " " in slide.title:
        return (slide.title, lines) if slide.title else (plain(lines[0]), lines[1:])
    place = lines.index(bold[0])
    title = plain(lines.pop(place))
    if title.endswith(":") and place < len(lines):
        title = f"{title} {plain(lines.pop(place))}"
    return title, [slide.title, *lines] if slide.title else lines


def _parts(slides: list[Slide], greeting: str) -> list[Part]:
    agenda = _agenda(slides)
    parts: list[Part] = []
    waiting: list[str] = []
    cover: Slide | None = None
    for slide, after in zip(slides, [*slides[1:], None], strict=False):
        is_above_cover = not slide.pieces and slide.title.isupper() and after is not None and after.is_cover
        if not slide.title and not slide.bold_lines or is_above_cover:
            waiting += slide.paragraphs or [slide.title]
        elif cover and slide.is_cover and slide.level > cover.level:
            parts[-1].byline += [escape(slide.title, quote=False), *slide.paragraphs]
        elif waiting or slide.is_cover or not slide.title:
            title, byline = _cover(slide)
            parts.append(Part(title, waiting + byline))
            waiting, cover = [], slide
        else:
            cover = None
            if _words(slide.title) in agenda or not parts:
                parts.append(Part(slide.title if parts or not greeting else greeting))
            parts[-1].slides.append(slide)
    return parts


def _agenda(slides: list[Slide]) -> set[str]:
    """The items of the first agenda that has times, as `_words`; only those of two words or more."""
    for slide in slides:
        if AGENDA.search(slide.title) and _TIME.search(slide.text):
            items = [re.split(r"\sv/|\s[-–]\s(?=[A-ZÆØÅ])", _TIME.sub("", line))[0] for line in slide.text.split("\n")]
            return {_words(item) for item in items if len(item.split()) > 1 and not COURTESY.match(item.strip())}
    return set()


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _split(part: Part) -> Iterator[Part]:
    """A long deck without covers in pieces of a readable length, each with its first slide's title."""
    words = [len(slide.text.split()) for slide in part.slides]
    top = min((slide.level for slide in part.slides), default=1)
    if sum(words) < _LONG_PART:
        yield part
        return
    current, length = Part(part.title, part.byline), 0
    for slide, count in zip(part.slides, words, strict=True):
        if length >= _PART and slide.level == top and slide.pieces:
            yield current
            current, length = Part(slide.title), 0
        current.slides.append(slide)
        length += count
    yield current


def _blocks(part: Part, words: Vocabulary) -> Iterator[Block]:
    yield Heading(1, _title(part.title, words))
    yield from _byline(part.byline)
    references: int | None = None
    for slide in part.slides:
        if is_references(slide.title):
            references = slide.level
        elif references is not None and slide.level <= references:
            references = None
        if slide.title != part.title and not _says_nothing(slide, is_last=slide is part.slides[-1]):
            yield Heading(SLIDE + slide.level, _title(slide.title, words))
        in_references = references is not None
        yield from readable(slide.pieces, words, SLIDE + slide.level + 1, in_references=in_references)


def _says_nothing(slide: Slide, *, is_last: bool) -> bool:
    """Is the title a courtesy, or the one word with which a talk ends?"""
    is_last_word = is_last and " " not in slide.title and len(slide.text.split()) <= _NEXT_TO_NOTHING
    return is_last_word or COURTESY.fullmatch(slide.title) is not None


def _title(text: str, words: Vocabulary) -> str:
    text = words.sentence_case(text).lstrip(" .…-–—•")
    return text[:1].upper() + text[1:]


def _byline(lines: list[str]) -> Iterator[Block]:
    """Short lines together, long lines as paragraphs of their own; each once."""
    lines = list(dict.fromkeys(bold_text(line) or line for line in lines))
    for is_short, group in groupby(lines, key=lambda line: len(line.split()) <= _BYLINE_WORDS):
        for html in ["<br>".join(group).replace(":<br>", ": ")] if is_short else group:
            yield Paragraph(html)
