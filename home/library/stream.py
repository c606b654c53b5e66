"""From a chapter's blocks to the raw data of an article's body (core.blocks.BodyBlock)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from .document import Block, Box, Caption, Heading, Language, ListBlock, Notes, Paragraph, Quote, Row, Table
from .inline import plain

Stream = list[dict[str, Any]]
RUNNING = (Paragraph, ListBlock, Caption)
QUOTATION_MARKS = ("«", "“", '"')
# What stands after the caption of something that a text alone cannot hold.
LEFT_OUT: dict[Language, str] = {
    "nb": "ikke tatt med her",
    "nn": "ikkje teke med her",
    "en": "not included here",
    "se": "ii leat dás mielde",
}


def to_stream(blocks: Iterable[Block], language: Language = "nb") -> Stream:
    """Return `blocks` as stream data; running text, lists and captions that follow each other become one block."""
    return list(_stream(blocks, language))


def _stream(blocks: Iterable[Block], language: Language) -> Iterator[dict[str, Any]]:
    for is_running, group in groupby(blocks, key=lambda block: isinstance(block, RUNNING)):
        if is_running:
            yield {"type": "paragraph", "value": "".join(_rich_text(block, language) for block in group)}
        else:
            for block in group:
                yield from _standing_alone(block, language)


def _standing_alone(block: Block, language: Language) -> Iterator[dict[str, Any]]:
    if isinstance(block, Heading):
        text = f"{block.number} {block.text}".strip()[:200]
        yield {"type": "heading", "value": {"text": text, "level": "2" if block.level == 1 else "3"}}
    elif isinstance(block, Table):
        yield {"type": "table", "value": _table(block)}
    elif isinstance(block, Quote):
        yield {"type": "quote", "value": {"text": plain(block.html), "source": plain(block.source)}}
    elif isinstance(block, Notes):
        yield {"type": "notes", "value": [{"number": one.number, "text": f"<p>{one.html}</p>"} for one in block.notes]}
    elif isinstance(block, Box):
        yield from _box(block, language)


def _rich_text(block: Block, language: Language) -> str:
    if isinstance(block, ListBlock):
        return _list(block)
    if isinstance(block, Caption):
        return f"<p><i>{block.html} ({LEFT_OUT[language]})</i></p>"
    if isinstance(block, Quote):
        return f"<p>{block.html}</p>" if block.html.startswith(QUOTATION_MARKS) else f"<p>«{block.html}»</p>"
    return f"<p>{_closed(block.html)}</p>" if isinstance(block, Paragraph) else ""


def _closed(html: str) -> str:
    """Write breaks as the editor does; only then does Wagtail part the words around them."""
    return html.replace("<br>", "<br/>")


def _list(block: ListBlock) -> str:
    """Rich text counts from 1; other numbers are written out."""
    tag = "ol" if block.ordered and block.start == 1 else "ul"
    items = ""
    for number, item in enumerate(block.items, block.start):
        sign = f"{number}. " if block.ordered and tag == "ul" else ""
        items += f"<li>{sign}{_closed(item.html)}{''.join(f' {_list(inner)}' for inner in item.lists)}</li>"
    return f"<{tag}>{items}</{tag}>"


def _table(table: Table) -> dict[str, Any]:
    width = max(map(len, table.header + table.rows), default=0)
    headings = [" – ".join(filter(None, (plain(row[i]) for row in table.header))) for i in range(width)]
    kinds = ["name" if table.row_headers and place == 0 else "text" for place in range(width)]
    return {
        "columns": [{"type": kind, "heading": heading} for kind, heading in zip(kinds, headings, strict=True)],
        "rows": [{"values": _cells(row)} for row in table.rows],
        "caption": plain(table.caption),
    }


def _cells(row: Row) -> list[str]:
    return [f"<p>{_closed(cell)}</p>" for cell in row]


def _box(box: Box, language: Language) -> Iterator[dict[str, Any]]:
    """A box holds running text; a table in it follows after it."""
    text = "".join(_rich_text(block, language) for block in box.blocks)
    yield {"type": "fact", "value": {"title": box.title[:120], "text": text}}
    for block in box.blocks:
        if isinstance(block, Table):
            yield {"type": "table", "value": _table(block)}
