"""From a chapter's blocks to the raw data of an article's body (core.blocks.BodyBlock)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from .document import Block, Box, Caption, Heading, ListBlock, Notes, Paragraph, Quote, Row, Table
from .inline import plain

Stream = list[dict[str, Any]]
RUNNING = (Paragraph, ListBlock, Caption)


def to_stream(blocks: Iterable[Block]) -> Stream:
    """Return `blocks` as stream data; running text, lists and captions that follow each other become one block."""
    return list(_stream(blocks))


def _stream(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    for is_running, group in groupby(blocks, key=lambda block: isinstance(block, RUNNING)):
        if is_running:
            yield {"type": "paragraph", "value": "".join(_rich_text(block) for block in group)}
        else:
            for block in group:
                yield from _standing_alone(block)


def _standing_alone(block: Block) -> Iterator[dict[str, Any]]:
    if isinstance(block, Heading):
        text = f"{block.number} {block.text}".strip()[:200]
        yield {"type": "heading", "value": {"text": text, "level": "2" if block.level == 1 else "3"}}
    elif isinstance(block, Table):
        yield {"type": "table", "value": _table(block)}
    elif isinstance(block, Quote):
        yield {"type": "quote", "value": {"text": plain(block.html), "source": plain(block.source)}}
    elif isinstance(block, Notes):
        yield {"type": "notes", "value": "".join(_note(one.number, one.html) for one in block.notes)}
    elif isinstance(block, Box):
        yield from _box(block)


def _rich_text(block: Block) -> str:
    if isinstance(block, ListBlock):
        return _list(block)
    if isinstance(block, Caption):
        return f"<p><i>{block.html}</i></p>"
    return f"<p>{_closed(block.html)}</p>" if isinstance(block, Paragraph) else ""


def _closed(html: str) -> str:
    """Write breaks as the editor does; only then does Wagtail part the words around them."""
    return html.replace("<br>", "<br/>")


def _list(block: ListBlock) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join(f"<li>{_closed(item.html)}{''.join(map(_list, item.lists))}</li>" for item in block.items)
    return f"<{tag}>{items}</{tag}>"


def _note(number: str, html: str) -> str:
    return f'<p id="note-{number}"><b>{number}</b> {html}</p>' if number else f"<p>{html}</p>"


def _table(table: Table) -> dict[str, Any]:
    width = max(map(len, table.header + table.rows), default=0)
    headings = [" – ".join(filter(None, (plain(row[i]) for row in table.header))) for i in range(width)]
    return {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": _cells(row)} for row in table.rows],
        "caption": plain(table.caption),
    }


def _cells(row: Row) -> list[str]:
    return [f"<p>{_closed(cell)}</p>" for cell in row]


def _box(box: Box) -> Iterator[dict[str, Any]]:
    """A box holds running text; a table in it follows after it."""
    text = "".join(_rich_text(block) if isinstance(block, RUNNING) else "" for block in box.blocks)
    quotes = "".join(f"<p>«{block.html}»</p>" for block in box.blocks if isinstance(block, Quote))
    yield {"type": "fact", "value": {"title": box.title[:120], "text": text + quotes}}
    for block in box.blocks:
        if isinstance(block, Table):
            yield {"type": "table", "value": _table(block)}
