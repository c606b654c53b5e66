"""A deck cut into slides: covers found, titles over titles joined, slides shown twice left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from home.library.document import Block, Heading, Paragraph, plain_text
from home.library.facts import is_byline
from home.library.inline import bold_text, plain
from home.library.markdown import Piece
from home.library.terms import AGENDA, COURTESY, GREETING, names_part
from home.library.words import Vocabulary

_COVER_WORDS = 60
_LINE_WORDS = 12
_TITLE_WORDS = 3
_REPEAT_WORDS = 5
_WIDE = 3
_SERIES = re.compile(r"([A-ZÆØÅ]\w+) \d+\b")


@dataclass
class Slide:
    """A heading and the pieces below it, to the next heading. A slide without heading has no title."""

    level: int
    title: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def blocks(self) -> list[Block]:
        """Its blocks."""
        return [piece.block for piece in self.pieces]

    @property
    def text(self) -> str:
        """Its text without the title."""
        return plain_text(self.blocks)

    @property
    def paragraphs(self) -> list[str]:
        """The html lines of its paragraphs."""
        return [line for block in self.blocks if isinstance(block, Paragraph) for line in block.html.split("<br>")]

    @property
    def bold_lines(self) -> list[str]:
        """Those paragraphs that are one line, all in bold."""
        htmls = [block.html for block in self.blocks if isinstance(block, Paragraph)]
        return [html for html in htmls if bold_text(html) and "<br>" not in html]

    @property
    def is_cover(self) -> bool:
        """Does it begin a talk? It has few words, and among them who, where or when."""
        if AGENDA.search(self.title) or COURTESY.match(self.title) or names_part(self.title):
            return False
        few = all(isinstance(block, Paragraph) for block in self.blocks) and len(self.text.split()) <= _COVER_WORDS
        return few and any(is_byline(plain(line)) for line in self.paragraphs)


def slides_of(pieces: Sequence[Piece], words: Vocabulary) -> list[Slide]:
    """The slides of the deck, each once, with covers that have no heading as slides without title."""
    slides = _without_repeats(slide for slide in _cut(pieces) for slide in _loose_cover_apart(slide))
    slides = _with_kickers(slides, words)
    _level_series(slides)
    return slides


def _cut(pieces: Sequence[Piece]) -> list[Slide]:
    """One slide for each heading, and for each paragraph that says the same as the next heading."""
    coming: list[Heading | None] = []
    for piece in reversed(pieces):
        coming.append(piece.block if isinstance(piece.block, Heading) else coming[-1] if coming else None)
    slides = [Slide(1, "")]
    for piece, heading in zip(pieces, reversed(coming), strict=True):
        block = piece.block
        if isinstance(block, Heading):
            slides.append(Slide(block.level, block.text))
        elif heading and isinstance(block, Paragraph) and _is_same(plain(block.html), heading.text):
            slides.append(Slide(heading.level, heading.text))
        else:
            slides[-1].pieces.append(piece)
    return slides if slides[0].pieces else slides[1:]


def _is_same(line: str, title: str) -> bool:
    return len(line.split()) >= _TITLE_WORDS and line.casefold() == title.casefold()


def _loose_cover_apart(slide: Slide) -> Iterator[Slide]:
    """The slide, and after it the cover without heading that stands at its end below a wide gap."""
    start = len(slide.pieces)
    for place in range(len(slide.pieces) - 1, 0, -1):
        block = slide.pieces[place].block
        if not isinstance(block, Paragraph) or len(plain(block.html).split()) > _LINE_WORDS:
            break
        if slide.pieces[place].gap >= _WIDE:
            start = place
    loose = Slide(1, "", slide.pieces[start:])
    above = slide.title if start == 1 else plain_text([slide.pieces[start - 1].block]) if start else ""
    is_contact = COURTESY.match(slide.title) or COURTESY.match(above)
    if loose.pieces and loose.is_cover and not is_contact and not slide.is_cover and slide.title:
        yield Slide(slide.level, slide.title, slide.pieces[:start])
        yield loose
    else:
        yield slide


def _without_repeats(slides: Iterable[Slide]) -> list[Slide]:
    """Each slide once; what two slides in a row with the same title say becomes one slide."""
    seen: set[tuple[str, str]] = set()
    kept: list[Slide] = []
    for slide in slides:
        shown = (slide.title.casefold(), slide.text)
        if shown in seen and len(slide.text.split()) >= _REPEAT_WORDS:
            continue
        seen.add(shown)
        if kept and slide.title and kept[-1].title.casefold() == slide.title.casefold():
            _merge(kept[-1], slide)
        else:
            kept.append(slide)
    return kept


def _merge(slide: Slide, later: Slide) -> None:
    """Add what comes after a common beginning; a slide that is all repeated in `later` was a step on the way to it."""
    if set(slide.text.split("\n")) <= set(later.text.split("\n")):
        slide.pieces = later.pieces
        return
    pairs = zip(slide.blocks, later.blocks, strict=False)
    slide.pieces += later.pieces[sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) :]


def _with_kickers(slides: list[Slide], words: Vocabulary) -> list[Slide]:
    """A title in capitals or of one word, with nothing below it but the next title, is put before that one."""
    kept: list[Slide] = []
    for slide in slides:
        above = kept[-1] if kept else None
        kicker = _kicker(above, slide) if above and slide.title else ""
        if kicker and above:
            slide.title = f"{words.sentence_case(kicker)}: {words.sentence_case(slide.title)}"
            slide.level = min(slide.level, 1)
            if above.pieces:
                above.pieces.pop()
            else:
                kept.pop()
        kept.append(slide)
    return kept


def _kicker(above: Slide, slide: Slide) -> str:
    if GREETING.match(above.title) or COURTESY.match(above.title):
        return ""
    if not above.pieces:
        is_kicker = above.title.isupper() or " " not in above.title
        return above.title if is_kicker and above.title and slide.level <= above.level else ""
    last = plain_text([above.pieces[-1].block])
    is_line = isinstance(above.pieces[-1].block, Paragraph) and last.isupper() and len(last.split()) <= 4
    return last if is_line and not is_byline(last) and len(last) > 3 else ""


def _level_series(slides: list[Slide]) -> None:
    """Titles that count, such as «Funn 1» and «Funn 2», lie equally deep."""
    levels: dict[str, int] = {}
    for slide in slides:
        match = _SERIES.match(slide.title)
        if match:
            slide.level = levels.setdefault(match[1].casefold(), slide.level)
