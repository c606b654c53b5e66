"""Tables in text: cells parted by tabs, by pipes as in Markdown, by wide spaces, or written as html."""

from __future__ import annotations

import re
from collections.abc import Sequence

from home.library.document import Block, Paragraph, Row, Table
from home.library.inline import bold_text, plain, tidy, to_html

_MOST_COLUMNS = 30
_NAME_WORDS = 6
_GAP = re.compile(r"\S(?: ?\S)*")
_HTML_TAG = re.compile(r"<(/?)(table|caption|thead|tbody|tr|th|td)\b[^<>]{0,200}>", re.IGNORECASE)
_RULE = frozenset("-:=+ ")
_GRID = re.compile(r"\s*\+[-=+]{3,}\+\s*")
_FRAMES = ("||", "++")
_FEWEST_PIPED = 3
_ALIGNED = 2

RawRows = list[list[str]]


def table_at(lines: Sequence[str], start: int, *, markdown: bool, columns: bool = False) -> tuple[list[Block], int]:
    """The table that begins at line `start`, as blocks, and the line after it.

    Without blocks there is no table, nor does one begin before the line given back. `columns` also accepts columns
    parted by two or more spaces. A table of one row becomes a paragraph.
    """
    line = lines[start]
    if "\t" in (line.strip() or line):
        raw, end = _tabbed(lines, start)
    elif "|" in line or _GRID.fullmatch(line):
        raw, end = _piped(lines, start)
    elif line.lstrip()[:6].lower() == "<table":
        return _html(lines, start, markdown=markdown)
    elif columns and "  " in line.strip():
        raw, end = _spaced(lines, start)
    else:
        return [], start + 1
    if not raw:
        return [], end
    rows = [tuple(to_html(cell, markdown=markdown) for cell in row) for row in raw]
    return _blocks(rows), end


def _tabbed(lines: Sequence[str], start: int) -> tuple[RawRows, int]:
    rows, end = [], start
    while end < len(lines) and ("\t" in lines[end] or _is_gap(lines, end)):
        if lines[end].strip():
            rows.append([cell.strip() for cell in lines[end].split("\t")])
        end += 1
    return _real_rows(rows), end


def _is_gap(lines: Sequence[str], place: int) -> bool:
    """Is the line an empty one between two rows of equally many cells?"""
    above, below = lines[place - 1], lines[place + 1] if place + 1 < len(lines) else ""
    return not lines[place].strip() and "\t" in below.strip() and above.count("\t") == below.count("\t")


def _piped(lines: Sequence[str], start: int) -> tuple[RawRows, int]:
    rows, end = [], start
    while end < len(lines) and ("|" in lines[end] or _GRID.fullmatch(lines[end])):
        line = lines[end].strip().replace("\\|", "\0")
        rows.append([cell.replace("\0", "|").strip() for cell in line.removeprefix("|").removesuffix("|").split("|")])
        end += 1
    is_ruled = len(rows) > 1 and _is_rule(rows[1])
    is_framed = len(rows) > 1 and all(line.strip()[:1] + line.strip()[-1:] in _FRAMES for line in lines[start:end])
    is_even = len(rows) >= _FEWEST_PIPED and len(set(map(len, rows))) == 1 and all(map(all, rows))
    return (_real_rows(rows) if is_ruled or is_framed or is_even else []), end


def _spaced(lines: Sequence[str], start: int) -> tuple[RawRows, int]:
    """At least three lines whose cells stand below each other, at their beginnings or ends; some may be empty."""
    columns = _places(lines[start])
    if not 2 <= len(columns) <= _MOST_COLUMNS:
        return [], start + 1
    rows, end = [], start
    while end < len(lines) and end - start < 500:
        row = _row(_places(lines[end]), columns)
        if not row:
            break
        if rows and not row[0] and not all(row[1:]):
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
        end += 1
    return (_real_rows(rows), end) if len(rows) >= 3 else ([], start + 1)


def _row(cells: list[tuple[int, str]], columns: list[tuple[int, str]]) -> list[str]:
    """The cells in their columns; nothing when one stands in none, or when there is only a first one."""
    row = [""] * len(columns)
    column = 0
    for begin, text in cells:
        while column < len(columns) and not _is_below((begin, text), columns[column]):
            column += 1
        if column == len(columns):
            return []
        row[column] = text
        column += 1
    return row if any(row[1:]) else []


def _is_below(cell: tuple[int, str], column: tuple[int, str]) -> bool:
    begins, ends = abs(cell[0] - column[0]), abs(cell[0] + len(cell[1]) - column[0] - len(column[1]))
    return min(begins, ends) <= _ALIGNED


def _places(line: str) -> list[tuple[int, str]]:
    return [(cell.start(), cell[0]) for cell in _GAP.finditer(line[:400])]


def _real_rows(rows: RawRows) -> RawRows:
    """Without rules and empty rows or columns; nothing when what remains is no table."""
    rows = [row for row in rows if any(row) and not _is_rule(row)]
    width = max(map(len, rows), default=0)
    if not 2 <= width <= _MOST_COLUMNS or not any(sum(map(bool, row)) > 1 for row in rows):
        return []
    rows = [row + [""] * (width - len(row)) for row in rows]
    used = [place for place in range(width) if any(row[place] for row in rows)]
    return [[row[place] for place in used] for row in rows]


def _is_rule(row: list[str]) -> bool:
    return any(row) and all(_RULE.issuperset(cell) for cell in row) and any("--" in cell for cell in row)


def _blocks(rows: list[Row]) -> list[Block]:
    if len(rows) == 1:
        return _single(rows[0])
    header, body = rows[0], _filled(rows[1:])
    row_headers = _names_rows(header, body)
    if row_headers:
        body = [(_unbold(row[0]), *row[1:]) for row in body]
    return [Table((tuple(map(_unbold, header)),), tuple(body), row_headers=row_headers)]


def _names_rows(header: Row, rows: list[Row]) -> bool:
    """Does the first column name the rows? It stands under an empty cell or in bold, or has short names, each once."""
    names = [plain(row[0]) for row in rows]
    if not plain(header[0]) or all(bold_text(row[0]) for row in rows):
        return True
    are_short = all(0 < len(name.split()) <= _NAME_WORDS and not name[0].isdigit() for name in names)
    return are_short and len(set(names)) == len(names)


def _single(row: Row) -> list[Block]:
    """One row: side by side boxes of equally many lines are turned, to a row for each; anything else is a line."""
    boxes = [tuple(cell.split("<br>")) for cell in row if cell]
    if len(boxes) > 1 and len({len(box) for box in boxes}) == 1 and len(boxes[0]) > 1:
        return [Table((), tuple(boxes), row_headers=True)]
    return [Paragraph(" · ".join(cell for cell in row if cell))]


def _filled(rows: list[Row]) -> list[Row]:
    """An empty first cell means that the one above goes on: it is repeated, so that each row can be read alone.

    Not so where other cells are empty too, or where numbers alone are left: there the name may just be missing.
    """
    if not all(all(row[1:]) for row in rows):
        return rows
    filled: list[Row] = []
    for row in rows:
        goes_on = filled and not row[0] and any(map(str.isalpha, plain("".join(row))))
        filled.append((filled[-1][0], *row[1:]) if goes_on else row)
    return filled


def _unbold(cell: str) -> str:
    return bold_text(cell) or cell


def _html(lines: Sequence[str], start: int, *, markdown: bool) -> tuple[list[Block], int]:
    end = start + 1
    while "</table" not in lines[end - 1].lower():
        if end == len(lines) or "<table" in lines[end].lower():
            return [], end
        end += 1
    rows: RawRows = []
    caption, place, text = "", 0, "\n".join(lines[start:end])
    for tag in _HTML_TAG.finditer(text):
        content, place = text[place : tag.start()], tag.end()
        name = tag[2].lower()
        if name == "tr" and not tag[1]:
            rows.append([])
        elif tag[1] and name in ("td", "th") and rows:
            rows[-1].append(content.strip())
        elif tag[1] and name == "caption":
            caption = content
    blocks = _blocks([tuple(to_html(cell, markdown=markdown) for cell in row) for row in _real_rows(rows)] or [("",)])
    table = blocks[0]
    if isinstance(table, Table) and caption:
        blocks = [Table(table.header, table.rows, tidy(to_html(caption)), table.row_headers)]
    return [block for block in blocks if not isinstance(block, Paragraph) or block.html], end
