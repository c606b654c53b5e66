"""A report becomes a tree of articles: one for the report, one below it for each chapter.

A report is known by its file's name, a chapter by its number and heading, so that importing again updates what is
there. A chapter that an editor has changed since is left as it is, and named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail.models import Page

from .library.characters import slug
from .library.document import Block, Chapter, Report
from .library.stream import to_stream
from .library.summary import summary_of
from .models import ArticlePage

LONGEST_SUMMARY = 240  # characters
LONGEST_SLUG = 80  # characters
RETIRED = "retired"
Progress = Callable[[ArticlePage], None]


@dataclass
class ImportResult:
    """What became of the articles of one report."""

    article: ArticlePage
    created: list[ArticlePage] = field(default_factory=list)
    updated: list[ArticlePage] = field(default_factory=list)
    unchanged: list[ArticlePage] = field(default_factory=list)
    kept: list[ArticlePage] = field(default_factory=list)
    gone: list[ArticlePage] = field(default_factory=list)


@dataclass(frozen=True)
class Content:
    """What the importer writes into one article."""

    key: str
    title: str
    number: str
    blocks: Sequence[Block]
    chapters: Sequence[Chapter]


@transaction.atomic
def import_report(*, report: Report, parent: Page, progress: Progress = lambda article: None) -> ImportResult:
    """Write `report` as articles under `parent`, all of it or nothing.

    Side effects: pages are created, published and unpublished, with the rows that Wagtail's life cycle leaves.
    """
    writer = _Writer(report, progress)
    root = writer.write(parent, Content(report.key, report.title, "", report.intro, report.chapters))
    writer.result.article = root
    writer.write_chapters(root, report.chapters)
    writer.retire()
    return writer.result


class _Writer:
    def __init__(self, report: Report, progress: Progress) -> None:
        self.report, self.progress = report, progress
        self.result = ImportResult(article=ArticlePage())
        of_report = ArticlePage.objects.filter(import_key__startswith=f"{report.key}#")
        self.known = {one.import_key: one for one in of_report.order_by("path")}
        self.known.update({one.import_key: one for one in ArticlePage.objects.filter(import_key=report.key)})
        self.written: set[str] = set()

    def write_chapters(self, parent: ArticlePage, chapters: Sequence[Chapter]) -> None:
        pages = []
        for chapter in chapters:
            key = f"{self.report.key}#{chapter.key}"
            content = Content(key, chapter.title, chapter.number, chapter.blocks, chapter.children)
            page = self.write(parent, content)
            pages.append(page)
            self.write_chapters(page, chapter.children)
        _keep_order(parent, pages)

    def write(self, parent: Page, content: Content) -> ArticlePage:
        self.written.add(content.key)
        page = self.known.get(content.key)
        page = self._create(parent, content) if page is None else self._update(page, content)
        self.progress(page)
        return page

    def retire(self) -> None:
        """Unpublish the chapters that the report no longer has, but for those that an editor has changed."""
        for key, page in self.known.items():
            if key in self.written or not page.live:
                continue
            if _is_changed(page, page.get_latest_revision_as_object()):
                self.result.kept.append(page)
                continue
            page.unpublish()
            ArticlePage.objects.filter(pk=page.pk).update(imported_digest=RETIRED)
            self.result.gone.append(page)

    def _create(self, parent: Page, content: Content) -> ArticlePage:
        page = ArticlePage(import_key=content.key, slug=_free_slug(parent, content), locale=parent.locale, live=False)
        self._fill(page, content)
        page.imported_digest = content_digest(page)
        parent.add_child(instance=page)
        page.save_revision().publish()
        self.result.created.append(page)
        return page

    def _update(self, page: ArticlePage, content: Content) -> ArticlePage:
        draft = page.get_latest_revision_as_object()
        if _is_changed(page, draft):
            self.result.kept.append(page)
            return page
        self._fill(draft, content)
        digest = content_digest(draft)
        if digest == draft.imported_digest and page.live:
            self.result.unchanged.append(page)
            return page
        draft.imported_digest = digest
        draft.save_revision().publish()
        page.refresh_from_db()
        self.result.updated.append(page)
        return page

    def _fill(self, page: ArticlePage, content: Content) -> None:
        page.title = page.draft_title = content.title[:255]
        page.chapter_number = content.number
        page.language = self.report.language
        chapters = [chapter.title for chapter in content.chapters if chapter.title != content.title]
        page.summary = summary_of(content.blocks, chapters, longest=LONGEST_SUMMARY)
        page.source_name = self.report.title[:255]
        page.source_date = self.report.date
        stream = to_stream(content.blocks, self.report.language)
        page.body = ArticlePage.body.field.stream_block.to_python(stream)


def content_digest(page: ArticlePage) -> str:
    """Return a fingerprint of what an import writes, whichever way it was stored."""
    written = [page.title, page.chapter_number, page.language, page.summary, page.source_name, str(page.source_date)]
    body = _without_ids(page.body.get_prep_value())
    text = json.dumps([*written, body], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _is_changed(page: ArticlePage, draft: ArticlePage) -> bool:
    """Return whether somebody else than an import has written in the page, or has taken it down."""
    taken_down = not page.live and page.imported_digest != RETIRED
    return taken_down or content_digest(draft) != draft.imported_digest


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_ids(part) for name, part in value.items() if name != "id"}
    return [_without_ids(part) for part in value] if isinstance(value, list) else value


def _free_slug(parent: Page, content: Content) -> str:
    wanted = slug(f"{content.number} {content.title}", LONGEST_SLUG) or "kapittel"
    taken = set(parent.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(other for other in numbered if other not in taken)


def _keep_order(parent: ArticlePage, pages: Sequence[ArticlePage]) -> None:
    """Put the chapters into the order of the report; those that are not in it any more come first."""
    wanted = [page.pk for page in pages]
    actual = [pk for pk in parent.get_children().order_by("path").values_list("pk", flat=True) if pk in set(wanted)]
    if actual == wanted:
        return
    for pk in wanted:
        parent.refresh_from_db()
        ArticlePage.objects.get(pk=pk).move(parent, pos="last-child")
