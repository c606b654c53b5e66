"""The pages about the site, which the foot of every page leads to: they are there on every copy of it."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from wagtail.models import Page

from core import journal
from core.clock import now

from .models import ArticlePage
from .prose import Row, read, stream

TEXTS = Path(__file__).parent / "texts"


def write_about(section: Page) -> None:
    """Publish those of the pages that are missing below `section`, in its language; they are the editors' then.

    Those of the default language come first: the others are translations of them. Side effects: search rows.
    """
    there = set(section.get_children().values_list("slug", flat=True))
    for row in read(TEXTS / f"about-{section.locale.language_code}.toml")["article"]:
        if row["slug"] not in there:
            page = section.add_child(instance=_article(row, section))
            journal.search_changed(journal.uid_of(page))


def _article(row: Row, section: Page) -> ArticlePage:
    at = now()
    original = ArticlePage.objects.originals().filter(slug=row["slug"], depth=section.depth + 1).first()
    return ArticlePage(
        translation_key=original.translation_key if original else uuid4(),
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
