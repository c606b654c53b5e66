"""Pages of a text that was taken out of a PDF: where they break, and what on them is no part of the running text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from home.library.terms import CONTENTS

_PAGE_NUMBER = re.compile(r"\W{0,4}(?:(?:side|page)\s)?\s*\d{1,3}(?:\s*(?:av|of|/)\s*\d{1,4})?\W{0,4}", re.IGNORECASE)
_CONTENTS_LINE = re.compile(r"(?:\.{4}|…{2}|(?:\. ){4})[.… ]*\d{1,4}\s*$")
_ADDRESS = re.compile(r"https?://\S{4,2000}")
_DIGITS = re.compile(r"\d+")
_EDGE = 2
_SHARE_ISOLATED = 0.6
_SHARE_UNFINISHED = 0.4


@dataclass
class Page:
    """The lines of one page, and the addresses of its links where the PDF listed them below the text."""

    lines: list[str]
    links: list[str] = field(default_factory=list)


def read_pages(text: str) -> tuple[list[Page], bool]:
    """The pages of the text without page numbers, running headers and footers, contents lists and lists of links.

    A page begins after a form feed, a line with only a page number, three wholly empty lines, or at a line that is
    moved one space in, when few lines are. Text with a blank line after every line is closed up; whether it was is
    the second answer.
    """
    written = text.replace("\f", "\n\f").split("\n")
    lines = _CloseUp(written).lines
    pages = [page for page in map(_trimmed, _split(lines)) if page]
    running = _running_lines(pages)
    read = [Page(_without_contents(page if page is pages[0] else _without_edges(page, running))) for page in pages]
    for page in read:
        _take_links(page)
    _keep_unknown_links(read)
    return [page for page in read if any(map(str.strip, page.lines)) or page.links], len(lines) < len(written)


class _CloseUp:
    """Takes the blank line after every line away, where a document is double-spaced all through."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        if self._is_double_spaced():
            self.lines = [line for place, line in enumerate(lines) if not self._is_spacing(place)]

    def _text(self, place: int) -> str:
        return self.lines[place].strip() if 0 <= place < len(self.lines) else ""

    def _is_double_spaced(self) -> bool:
        full = [place for place in range(len(self.lines)) if self._text(place)]
        alone = [place for place in full if not self._text(place - 1) and not self._text(place + 1)]
        unfinished = [place for place in alone if self._text(place)[-1] not in ".:!?"]
        if len(full) < 10 or len(alone) < _SHARE_ISOLATED * len(full):
            return False
        return len(unfinished) > _SHARE_UNFINISHED * len(alone)

    def _is_spacing(self, place: int) -> bool:
        return not self._text(place) and bool(self._text(place - 1) and self._text(place + 1))


def _split(lines: list[str]) -> list[list[str]]:
    moved_in = [line[:1] == " " and line[1:2] not in ("", " ") for line in lines]
    few = sum(moved_in) * 12 <= sum(map(bool, map(str.strip, lines)))
    pages: list[list[str]] = [[]]
    empty = 0
    for place, line in enumerate(lines):
        is_number = _is_page_number(lines, place)
        if is_number or "\f" in line or empty >= 3 and line or few and moved_in[place]:
            pages.append([])
        empty = empty + 1 if not line else 0
        if not is_number:
            pages[-1].append(line.replace("\f", ""))
    return pages


def _is_page_number(lines: list[str], place: int) -> bool:
    line = lines[place].strip()
    if not line or len(line) > 30 or not _PAGE_NUMBER.fullmatch(line):
        return False
    neighbours = lines[max(place - 1, 0) : place] + lines[place + 1 : place + 2]
    return not any(neighbour.strip() for neighbour in neighbours)


def _trimmed(lines: list[str]) -> list[str]:
    full = [place for place, line in enumerate(lines) if line.strip()]
    return lines[full[0] : full[-1] + 1] if full else []


def _edges(lines: list[str]) -> list[int]:
    full = [place for place, line in enumerate(lines) if line.strip()]
    return sorted({*full[:_EDGE], *full[-_EDGE:]})


def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split())).casefold()


def _running_lines(pages: list[list[str]]) -> set[str]:
    """The lines that stand first or last on three pages or more (of few, on two), whatever numbers they hold."""
    shapes = Counter(shape for page in pages for shape in {_shape(page[place]) for place in _edges(page)})
    least = 3 if len(pages) > 3 else 2
    return {shape for shape, times in shapes.items() if times >= least and len(shape) <= 100}


def _without_edges(lines: list[str], running: set[str]) -> list[str]:
    gone = {place for place in _edges(lines) if _shape(lines[place]) in running}
    return _trimmed([line for place, line in enumerate(lines) if place not in gone])


def _without_contents(lines: list[str]) -> list[str]:
    kept = [line for line in lines if not _CONTENTS_LINE.search(line[-60:])]
    if len(kept) == len(lines):
        return lines
    return [line for line in kept if line.casefold().strip(" :") not in CONTENTS]


def _take_links(page: Page) -> None:
    """Addresses alone on the last lines are the targets of the page's links, unless a sentence leads to them."""
    end = len(page.lines)
    while end and (not page.lines[end - 1].strip() or _ADDRESS.fullmatch(page.lines[end - 1].strip())):
        end -= 1
    if end and page.lines[end - 1].rstrip()[-1] in ".!?»":
        page.links = list(dict.fromkeys(line.strip() for line in page.lines[end:] if line.strip()))
        del page.lines[end:]


def _keep_unknown_links(pages: list[Page]) -> None:
    """Only the addresses that the text itself does not hold, each once."""
    text = "".join("".join("".join(page.lines).split()) for page in pages)
    seen: set[str] = set()
    for page in pages:
        page.links = [link for link in page.links if link not in text and link not in seen]
        seen.update(page.links)
