"""Lists that slides show without signs: numbered boxes, agendas with times, and short lines below each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from home.library.document import Block, Item, ListBlock, Paragraph
from home.library.inline import bold_text, plain
from home.library.lists import Entry, build

_ORDINAL = re.compile(r"0?(\d{1,2})")
_TIME = re.compile(r"(?:kl\.? ?)?\d{1,2}[.:]\d\d(?: ?[-–] ?\d{1,2}[.:]\d\d)?")
_ENDS = (".", "?", "!")
_SHORT, _FEWEST, _SHARE = 15, 3, 0.7


def numbered(blocks: list[Block]) -> list[Block]:
    """Numbers that stand alone, each above its text, become a list of those texts."""
    made: list[Block] = []
    for group in _groups(blocks, _ORDINAL):
        if group.signs and len(group.signs) > 1:
            entries = [Entry(0, int(sign), " ".join(item)) for sign, item in zip(group.signs, group.items, strict=True)]
            made += build(entries)
        elif group.items:
            made += [Paragraph(html) for item in group.items for html in item]
        made += group.others
    return made


def timed(blocks: list[Block]) -> list[Block]:
    """Times that stand alone, each above what happens then, become an agenda."""
    made: list[Block] = []
    for group in _groups(blocks, _TIME):
        happenings = ["<br>".join(bold_text(html) or html for html in item) for item in group.items]
        items = [Item(f"<b>{sign}</b> {what}") for sign, what in zip(group.signs, happenings, strict=True)]
        made += [ListBlock(tuple(items))] if items else []
        made += group.others
    return made


@dataclass
class _Group:
    """Signs with the paragraphs below each, then the other blocks up to the next sign."""

    signs: list[str] = field(default_factory=list)
    items: list[list[str]] = field(default_factory=list)
    others: list[Block] = field(default_factory=list)


def _groups(blocks: list[Block], pattern: re.Pattern[str]) -> list[_Group]:
    """Each sign takes the paragraphs to the next one; the last takes as many as the one with most before it."""
    groups = [_Group()]
    signs = [_sign(block, pattern) for block in blocks]
    last = max((place for place, sign in enumerate(signs) if sign), default=-1)
    for place, (block, sign) in enumerate(zip(blocks, signs, strict=True)):
        group = groups[-1]
        if sign and group.others:
            group = _Group()
            groups.append(group)
        room = place < last or len(group.items[-1:]) and len(group.items[-1]) < max(map(len, group.items))
        if sign:
            group.signs.append(sign)
            group.items.append([])
        elif isinstance(block, Paragraph) and group.items and not group.others and (room or not group.items[-1]):
            group.items[-1].append(block.html)
        else:
            group.others.append(block)
    return groups


def _sign(block: Block, pattern: re.Pattern[str]) -> str:
    match = pattern.fullmatch(plain(block.html)) if isinstance(block, Paragraph) else None
    return match[match.lastindex or 0] if match else ""


def listed(blocks: list[Block]) -> list[Block]:
    """Three or more short paragraphs in a row, most without a full stop, are the items of a list."""
    made: list[Block] = []
    run: list[Paragraph] = []
    for block in [*blocks, None]:
        if isinstance(block, Paragraph) and _is_short(block):
            run.append(block)
            continue
        leads = isinstance(block, Paragraph) and plain(block.html).endswith(":")
        if made and isinstance(made[-1], ListBlock):
            made += run
        else:
            made += [*_as_list(run[:-1]), *run[-1:]] if leads else _as_list(run)
        run = []
        made += [block] if block is not None else []
    return made


def _is_short(block: Paragraph) -> bool:
    text = plain(block.html)
    has_break = "<br>" in block.html.replace("<br><i>", "")
    return len(text.split()) <= _SHORT and not has_break and not text.endswith(":") and text[0] not in '«“"–—*('


def _is_stopped(block: Paragraph) -> bool:
    return plain(block.html).endswith(_ENDS) or bold_text(block.html) != ""


def _as_list(run: list[Paragraph]) -> list[Block]:
    start, end = 0, len(run)
    while start < end and _is_stopped(run[start]):
        start += 1
    while end > start and _is_stopped(run[end - 1]):
        end -= 1
    items = run[start:end]
    if len(items) < _FEWEST or sum(not _is_stopped(item) for item in items) < _SHARE * len(items):
        return list(run)
    return [*run[:start], ListBlock(tuple(Item(item.html) for item in items)), *run[end:]]
