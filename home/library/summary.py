"""What a chapter is about, in a few words: for lists, and for a page that only leads to its chapters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.text import cut_short

from .document import Block, Heading, ListBlock, Paragraph
from .inline import plain
from .terms import names_part

_PROSE = re.compile(r"[^\W\d_].*[.!?…»”]", re.DOTALL)
_NOTE_SIGN = re.compile(r"\[\d{1,3}\]")
_FEWEST_WORDS = 8


def summary_of(blocks: Sequence[Block], chapters: Iterable[str] = (), *, longest: int = 240) -> str:
    """Return the first paragraph that says something; failing that, the titles of `chapters` or what else there is.

    The text is plain, on one line, at most `longest` characters, maybe none; where it is cut stands an ellipsis.
    """
    prose = (plain(block.html) for block in blocks if _is_prose(block))
    titles = list(chapters) or [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    beginnings = (" ".join(block.texts()) for block in blocks if isinstance(block, Paragraph | ListBlock))
    found = next(prose, "") or _joined(titles) or next(beginnings, "")
    text = _NOTE_SIGN.sub("", found)
    return text if len(text) <= longest else cut_short(text[: longest - 2].rsplit(" ", 1)[0])


def _is_prose(block: Block) -> bool:
    """Is it running text? Lines that are broken by hand are names, places and dates."""
    if not isinstance(block, Paragraph) or "<br>" in block.html:
        return False
    text = plain(block.html)
    return len(text.split()) >= _FEWEST_WORDS and _PROSE.fullmatch(text) is not None


def _joined(titles: Sequence[str]) -> str:
    """Titles after each other, without those that any report has, if there are others; one alone says nothing."""
    if len(titles) < 2:
        return ""
    return " · ".join([title for title in titles if not names_part(title)] or titles)
