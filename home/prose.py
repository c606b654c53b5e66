"""Articles written in TOML, turned into the blocks that editors see and change."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
EMAIL = re.compile(r"[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+")
ADDRESS = re.compile(r"https://[^\s()<>]+")


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a TOML file by their name."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def stream(blocks: Iterable[Row]) -> str:
    """Return what a `StreamField` of `core.blocks.BodyBlock` stores, as JSON; the text is plain and is escaped here.

    A block has a `type` (heading, paragraph, list, quote, fact, table) and what that type needs. Raises `KeyError` for
    a type that is not known.
    """
    return json.dumps([{"type": kind, "value": value} for kind, value in map(_block, blocks)])


def _block(block: Row) -> tuple[str, Any]:
    return BLOCKS[block["type"]](block)


def _heading(block: Row) -> tuple[str, Any]:
    return "heading", {"text": block["text"], "level": "2"}


def _paragraph(block: Row) -> tuple[str, Any]:
    return "paragraph", _rich(block["text"])


def _list(block: Row) -> tuple[str, Any]:
    tag = "ol" if block.get("ordered") else "ul"
    items = "".join(f"<li>{_linked(item)}</li>" for item in block["items"])
    return "paragraph", f"<{tag}>{items}</{tag}>"


def _quote(block: Row) -> tuple[str, Any]:
    return "quote", {"text": block["text"], "source": block.get("source", "")}


def _fact(block: Row) -> tuple[str, Any]:
    return "fact", {"title": block["title"], "text": _rich(block["text"])}


def _table(block: Row) -> tuple[str, Any]:
    """The first row holds the headings of the columns, `text` is the caption."""
    headings, *rows = block["rows"]
    return "table", {
        "caption": block["text"],
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": [_rich(cell) for cell in row]} for row in rows],
    }


def _rich(text: str) -> str:
    return f"<p>{_linked(text)}</p>"


def _linked(text: str) -> str:
    """Return `text` escaped, with the addresses in it, of pages and of mail, as links."""
    linked = ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', escape(text, quote=False))
    return EMAIL.sub(r'<a href="mailto:\g<0>">\g<0></a>', linked)


BLOCKS: dict[str, Callable[[Row], tuple[str, Any]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "quote": _quote,
    "fact": _fact,
    "table": _table,
}
