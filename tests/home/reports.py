"""Reports for tests of the importer: the made-up files, and reports put together chapter by chapter."""

import datetime
from pathlib import Path

from home.importer import import_report
from home.library.document import Chapter, Paragraph, Report
from home.library.reading import read_report, report_key
from home.models import ArticleIndexPage, ArticlePage

MADE_UP = Path(__file__).parent / "library" / "reports"
NAMES = sorted(path.name for path in MADE_UP.iterdir())


def library():
    return ArticleIndexPage.objects.originals().get(slug="bibliotek")


def read(name):
    return read_report((MADE_UP / name).read_bytes(), name=name)


def chapter(number, title, text="", *children):
    blocks = (Paragraph(text),) if text else ()
    return Chapter(number, title, blocks, children, f"{number}-{title}".lower().replace(" ", "-"))


def report(*chapters, name="rapport.txt", title="Rapporten", intro="Rapporten handler om ti ting."):
    date = datetime.date(2024, 11, 14)
    return Report(report_key(name), title, "nb", date, (Paragraph(intro),) if intro else (), chapters)


def bring(one, parent=None, **options):
    return import_report(report=one, parent=parent or library(), **options)


def headings(below):
    """Return the headings of the articles below a page that are published, in reading order."""
    return [one.heading for one in ArticlePage.objects.live().descendant_of(below).order_by("path")]


def page(heading):
    return next(one for one in ArticlePage.objects.all() if one.heading == heading)
