"""The pages about the site, which the foot of every page leads to: they are there on every copy of it."""

from __future__ import annotations

from pathlib import Path

from wagtail.models import Page

from core import journal
from core.clock import now

from .models import ArticlePage
from .prose import Row, read, stream

TEXTS = Path(__file__).parent / "texts" / "about.toml"


def write_about(section: Page) -> None:
    """Publish those of the pages that are missing below `section`; from then on they are the editors'.

    Side effects: search rows.
    """
    there = set(section.get_children().values_list("slug", flat=True))
    for row in read(TEXTS)["article"]:
        if row["slug"] not in there:
            page = section.add_child(instance=_article(row, section))
            journal.search_changed(journal.uid_of(page))


def _article(row: Row, section: Page) -> ArticlePage:
    at = now()
    return ArticlePage(
        title=row["title"],
        slug=row["slug"],
        summary=row["summary"],
        language=row["language"],
        body=stream(row["block"]),
        locale=section.locale,
        first_published_at=at,
        last_published_at=at,
        latest_revision_created_at=at,
    )
