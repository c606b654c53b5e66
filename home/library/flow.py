"""The pages' units as one flow: titles in their place, boxes closed, and paragraphs whole across pages and floats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from home.library.terms import SIGNED, names_part
from home.library.units import Unit, is_title

_FLOATS = ("caption", "notes", "box")
_STOPS = (".", "!", "?")
_BOX_GAP = 4
_LINE_WORDS = 8


def flow_of(pages: list[list[Unit]]) -> list[Unit]:
    """All units in reading order."""
    for place, units in enumerate(pages):
        _restore_title(units, pages[place - 1] if place else [])
    return _merged(unit for units in pages for unit in _boxed(units))


def _restore_title(units: list[Unit], before: list[Unit]) -> None:
    """A heading is never the last line of a page: one that stands there was drawn apart from the text below it,

    as happens to titles in a frame of their own, and belongs at the top of its page.
    """
    main = [unit for unit in units if unit.kind not in ("caption", "notes")]
    if len(main) < 2 or not (main[-1].gap or main[-1].kind == "heading"):
        return
    title = main[-1]
    text = " ".join(title.lines).strip()
    is_numbered = title.kind == "heading" and title.number
    is_part = title.kind in ("text", "heading") and names_part(text) and is_title(title)
    if not is_numbered and not (is_part and _ends_whole(before)):
        return
    units.remove(title)
    title.kind, title.first = "heading", True
    units.insert(0, title)


def _ends_whole(units: list[Unit]) -> bool:
    """Does a page end with a whole sentence, or with a line that is none?"""
    texts = [unit for unit in units if unit.kind in ("text", "item", "heading")]
    return not texts or texts[-1].is_finished or texts[-1].word_count <= _LINE_WORDS


def _boxed(units: list[Unit]) -> list[Unit]:
    """A box takes in what follows to the end of its page, to a wide gap, a numbered heading or the next box."""
    kept: list[Unit] = []
    box: Unit | None = None
    for unit in units:
        if unit.kind == "box":
            box = unit
        elif box and (unit.number and unit.kind == "heading" or unit.gap >= _BOX_GAP and box.inside):
            box = None
        if box is None or unit.kind in _FLOATS:
            kept.append(unit)
            continue
        if unit.kind == "heading":
            unit.kind = "text"
        box.inside.append(unit)
    return kept


def _merged(units: Iterable[Unit]) -> list[Unit]:
    """Parts of one paragraph become one again, with what floated between them after it."""
    merged: list[Unit] = []
    main: Unit | None = None
    for unit in _signed(units):
        if unit.kind == "text" and main is not None and _continues(main, unit):
            main.lines += unit.lines
            continue
        if unit.kind == "text" and merged and merged[-1].kind == "box" and _continues_box(merged[-1], unit):
            merged[-1].inside[-1].lines += unit.lines
            continue
        merged.append(unit)
        if unit.kind in ("text", "item"):
            main = unit
        elif unit.kind not in _FLOATS:
            main = None
    return merged


def _signed(units: Iterable[Unit]) -> Iterator[Unit]:
    """How a letter ends, with the names below it, is one unit; there are no headings among names."""
    signature: Unit | None = None
    for unit in units:
        if SIGNED.fullmatch(unit.start.strip(" ,.")):
            unit.kind, signature = "text", unit
        elif signature and unit.kind in ("text", "heading") and unit.word_count <= _LINE_WORDS and not unit.number:
            signature.lines += unit.lines
            continue
        else:
            signature = None
        yield unit


def _continues(main: Unit, unit: Unit) -> bool:
    last = main.lines[-1].rstrip()
    if unit.goes_on:
        return not last.endswith(_STOPS)
    is_broken = unit.first and main.kind == "text" and not main.is_finished
    return is_broken and len(last) > 40


def _continues_box(box: Unit, unit: Unit) -> bool:
    return unit.goes_on and bool(box.inside) and box.inside[-1].kind == "text" and not box.inside[-1].is_finished
