"""Ways to look at a report in tests."""

from home.library.document import Box, Heading, Notes, Paragraph, plain_text
from home.library.inline import plain


def all_blocks(report):
    """Every block of the report, boxes opened after they are shown."""
    blocks = [*report.intro, *(block for chapter in report.walk() for block in chapter.blocks)]
    return [inner for block in blocks for inner in (block, *(block.blocks if isinstance(block, Box) else ()))]


def of_kind(report, kind):
    return [block for block in all_blocks(report) if isinstance(block, kind)]


def headings(blocks):
    return [(block.level, block.text) for block in blocks if isinstance(block, Heading)]


def paragraphs(blocks):
    return [plain(block.html) for block in blocks if isinstance(block, Paragraph)]


def notes(report):
    return [(note.number, plain(note.html)) for block in of_kind(report, Notes) for note in block.notes]


def items(block):
    """A list as nested tuples of plain text."""
    return [
        (plain(item.html), *[items(inner) for inner in item.lists]) if item.lists else plain(item.html)
        for item in block.items
    ]


def text_of(report):
    titles = [chapter.title for chapter in report.walk()]
    return "\n".join([report.title, *titles, plain_text(all_blocks(report))])
