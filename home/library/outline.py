"""A flow of blocks as a tree of chapters: at most three levels, of a size that can be read as pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from home.library.characters import slug
from home.library.document import Block, Caption, Chapter, Heading, Note, Notes, Paragraph, Table, word_count
from home.library.inline import to_html
from home.library.terms import CONTENTS, COURTESY

_DEEPEST = 3
_ONE_PAGE = 700
_TINY = 40
_SHORT_SECTION = 150
_SHORT_CHAPTER = 200
_LONG_PAGE = 1500
_LONGEST_PAGE = 3000
_REFERENCE = re.compile(r'href="#note-(\d+)"')


@dataclass
class _Node:
    heading: Heading
    blocks: list[Block] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words stand in it and below it."""
        return word_count(self.blocks) + sum(child.words for child in self.children)

    def flat(self) -> Iterator[Block]:
        """All its blocks, with the chapters below it as headings."""
        yield from self.blocks
        for child in self.children:
            yield from child.titled()

    def titled(self) -> Iterator[Block]:
        """Its heading, then all its blocks."""
        yield self.heading
        yield from self.flat()


def outline(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Chapter, ...]]:
    """What stands before the first chapter, and the chapters.

    Headings of levels 1 to 3 make chapters. A chapter whose sections are few words becomes one page. Chapters without
    numbers are pages when they are long enough: those of a few lines go to the one before, and a short report of short
    ones has none, and is all in the first answer.
    """
    intro, nodes = _tree(_noted(blocks))
    nodes = [node for node in nodes if node.heading.text.casefold() not in CONTENTS]
    for node in nodes:
        _shape(node)
    if _is_one_page(intro, nodes):
        intro, nodes = [*intro, *(block for node in nodes for block in node.titled())], []
    intro, nodes = _with_tiny_merged(intro, nodes)
    keys: set[str] = set()
    return tuple(_settled(intro)), tuple(_chapter(node, keys) for node in nodes)


def _noted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Footnotes right after what refers to them: at the foot of a page they may stand below the next heading."""
    referring: dict[str, int] = {}
    notes: defaultdict[int, list[Note]] = defaultdict(list)
    for place, block in enumerate(blocks):
        if isinstance(block, Notes):
            for note in block.notes:
                notes[referring.get(note.number, place)].append(note)
        else:
            referring.update(dict.fromkeys(_REFERENCE.findall(repr(block)), place))
    for place, block in enumerate(blocks):
        if not isinstance(block, Notes):
            yield block
        if place in notes:
            yield Notes(tuple(notes[place]))


def _tree(blocks: Iterable[Block]) -> tuple[list[Block], list[_Node]]:
    top = _Node(Heading(0, ""))
    path = [top]
    for block in blocks:
        if not isinstance(block, Heading) or block.level > _DEEPEST:
            path[-1].blocks.append(block)
            continue
        while path[-1].heading.level >= block.level:
            path.pop()
        path[-1].children.append(_Node(block))
        path.append(path[-1].children[-1])
    return top.blocks, top.children


def _shape(node: _Node, *, one_page: int = _ONE_PAGE, short_section: int = _SHORT_SECTION) -> None:
    """Make one page of a chapter that is short or has sections too short for pages of their own."""
    words, sections = node.words, len(node.children)
    is_cut_small = words < short_section * sections and words <= _LONGEST_PAGE
    if words <= one_page or is_cut_small:
        node.blocks, node.children = list(node.flat()), []
    elif sections == 1:
        only = node.children[0]
        node.blocks += [only.heading, *only.blocks]
        node.children = only.children
    for child in node.children:
        _shape(child, one_page=_LONG_PAGE, short_section=_SHORT_CHAPTER)


def _with_tiny_merged(intro: list[Block], nodes: list[_Node]) -> tuple[list[Block], list[_Node]]:
    kept: list[_Node] = []
    for node in nodes:
        if node.words >= (1 if node.heading.number else _TINY):
            kept.append(node)
        elif kept:
            last = kept[-1]
            while last.children:
                last = last.children[-1]
            last.blocks += node.titled()
        else:
            intro = [*intro, *node.titled()]
    return intro, kept


def _is_one_page(intro: list[Block], nodes: list[_Node]) -> bool:
    if sum(bool(node.heading.number) for node in nodes) > 1:
        return False
    words = word_count(intro) + sum(node.words for node in nodes)
    return words <= _LONGEST_PAGE and words < _SHORT_CHAPTER * len(nodes) and not any(node.children for node in nodes)


def _chapter(node: _Node, keys: set[str]) -> Chapter:
    key = base = slug(f"{node.heading.number} {node.heading.text}") or "kapittel"
    count = 1
    while key in keys:
        count += 1
        key = f"{base}-{count}"
    keys.add(key)
    blocks = tuple(_settled(node.blocks))
    children = tuple(_chapter(child, keys) for child in node.children)
    return Chapter(node.heading.number, node.heading.text, blocks, children, key)


def _settled(blocks: Sequence[Block]) -> Iterator[Block]:
    """Headings with levels from 1, captions at their tables, footnotes last."""
    notes = [note for block in blocks if isinstance(block, Notes) for note in block.notes]
    yield from _levelled(_captioned([block for block in blocks if not isinstance(block, Notes)]))
    if notes:
        yield Notes(tuple(notes))


def _levelled(blocks: list[Block]) -> Iterator[Block]:
    """A heading with nothing below it is no heading but a line; the others lie one step below the one they are in."""
    path: list[int] = []
    for block, below in zip_longest(blocks, blocks[1:]):
        if not isinstance(block, Heading):
            yield block
            continue
        while path and path[-1] >= block.level:
            path.pop()
        is_empty = below is None or isinstance(below, Heading) and below.level <= block.level
        if not is_empty:
            path.append(block.level)
            yield replace(block, level=len(path))
        elif not COURTESY.fullmatch(block.text):
            yield Paragraph(f"<b>{to_html(f'{block.number} {block.text}'.strip())}</b>")


def _captioned(blocks: list[Block]) -> list[Block]:
    """Captions of tables move into the table next to them, above it or else below."""
    made: list[Block] = []
    for block in blocks:
        above = made[-1] if made else None
        if isinstance(block, Table) and not block.caption and isinstance(above, Caption) and above.about == "table":
            made[-1] = replace(block, caption=above.html)
        elif isinstance(block, Caption) and block.about == "table" and isinstance(above, Table) and not above.caption:
            made[-1] = replace(above, caption=block.html)
        else:
            made.append(block)
    return made
