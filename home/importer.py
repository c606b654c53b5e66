"""A report becomes a tree of articles: one for the report, one below it for each chapter.

A report is known by its file's name, a chapter by its number and heading, so that importing again updates what is
there. A chapter that an editor has changed since is left as it is, and named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from core.pages import page_path

from .library.characters import slug
from .library.document import Block, Chapter, Report
from .library.stream import to_stream
from .library.summary import summary_of
from .models import ArticlePage

LONGEST_SUMMARY = 240  # characters
LONGEST_SLUG = 80  # characters
RETIRED = "retired"
NOT_WRITTEN = {"path", "depth", "numchild", "first_published_at", "content_type", "owner"}  # by an editor
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
    """Write `report` as articles under `parent`, all of it or nothing; one that is known stays where it is.

    Side effects: pages are created, published, moved and unpublished, with the rows that Wagtail's life cycle leaves.
    """
    Page.objects.select_for_update().get(pk=parent.pk)  # of two imports at once the second sees what the first made
    writer = _Writer(report, progress)
    content = Content(report.key, report.title, "", report.intro, report.chapters)
    root = writer.write(parent, content)
    writer.retire(root)
    writer.result.article = ArticlePage.objects.get(pk=root.pk)
    return writer.result


class _Writer:
    """Writes one report. Pages are always read anew: moving one changes the places of others."""

    def __init__(self, report: Report, progress: Progress) -> None:
        self.report, self.progress = report, progress
        self.result = ImportResult(article=ArticlePage())
        of_report = ArticlePage.objects.filter(Q(import_key=report.key) | Q(import_key__startswith=f"{report.key}#"))
        # A page that an editor has copied has the key of its original, which is older.
        self.known = dict(of_report.order_by("-pk").values_list("import_key", "pk"))
        self.written: set[str] = set()

    def write(self, parent: Page, content: Content) -> ArticlePage:
        """Write a page and all below it; nothing below a page that an editor has taken down."""
        self.written.add(content.key)
        page = self._update(parent, content) if content.key in self.known else self._create(parent, content)
        self.progress(page)
        if _is_taken_down(page):
            self.written.update(self._key(below) for chapter in content.chapters for below in chapter.walk())
            return page
        below = [self.write(page, self._content(chapter)) for chapter in content.chapters]
        _keep_order(page, [chapter.pk for chapter in below])
        return page

    def retire(self, root: ArticlePage) -> None:
        """Unpublish what the report no longer has, but for what an editor has changed and what leads to it.

        Its address leads to the report from then on, for as long as nothing else is there.
        """
        gone = [pk for key, pk in self.known.items() if key not in self.written]
        for page in ArticlePage.objects.live().filter(pk__in=gone).order_by("-path"):
            is_needed = page.get_descendants().live().exists()
            if is_needed or _is_changed(page, page.get_latest_revision_as_object()):
                self.result.kept.append(page)
                continue
            page.unpublish()
            old_path = Redirect.normalise_path(page_path(page))
            Redirect.objects.update_or_create(
                old_path=old_path, site=None, defaults={"redirect_page": root, "is_permanent": False}
            )
            ArticlePage.objects.filter(pk=page.pk).update(imported_digest=RETIRED)
            self.result.gone.insert(0, page)

    def _key(self, chapter: Chapter) -> str:
        return f"{self.report.key}#{chapter.key}"

    def _content(self, chapter: Chapter) -> Content:
        return Content(self._key(chapter), chapter.title, chapter.number, chapter.blocks, chapter.children)

    def _create(self, parent: Page, content: Content) -> ArticlePage:
        wanted = slug(f"{content.number} {content.title}", LONGEST_SLUG) or "kapittel"
        page = ArticlePage(import_key=content.key, slug=_free_slug(wanted, parent), locale=parent.locale, live=False)
        self._fill(page, content)
        page.imported_digest = content_digest(page)
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision().publish()
        page.refresh_from_db()
        self.result.created.append(page)
        return page

    def _update(self, parent: Page, content: Content) -> ArticlePage:
        page = ArticlePage.objects.get(pk=self.known[content.key])
        draft = page.get_latest_revision_as_object()
        is_moving = content.key != self.report.key and not page.is_child_of(parent)
        if _is_changed(page, draft) or is_moving and (_is_moved(page) or parent.is_descendant_of(page)):
            self.result.kept.append(page)
            return page
        address = draft.slug
        if is_moving:
            draft.slug = _free_slug(address, parent, page.get_parent(), but=page.pk)
        self._fill(draft, content)
        self._publish(page, draft, has_new_address=draft.slug != address)
        if is_moving:
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
        page.refresh_from_db()
        return page

    def _publish(self, page: ArticlePage, draft: ArticlePage, *, has_new_address: bool) -> None:
        digest = content_digest(draft)
        if digest == draft.imported_digest and page.live and not has_new_address:
            self.result.unchanged.append(page)
            return
        draft.imported_digest = digest
        draft.save_revision().publish()
        self.result.updated.append(page)

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
    """Return a fingerprint of all that an editor can write in a page, whichever way it was stored.

    What is empty is left out, so that a page keeps its fingerprint when articles are given a new field.
    """
    editable = {one.name for one in page._meta.get_fields() if getattr(one, "editable", False)} - NOT_WRITTEN
    written = {name: value for name, value in page.serializable_data().items() if name in editable and value}
    written["body"] = _without_ids(page.body.get_prep_value())
    text = json.dumps(written, sort_keys=True, ensure_ascii=False, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def _is_changed(page: ArticlePage, draft: ArticlePage) -> bool:
    """Return whether somebody else than an import has written in the page, or has taken it down."""
    return _is_taken_down(page) or content_digest(draft) != draft.imported_digest


def _is_taken_down(page: ArticlePage) -> bool:
    return not page.live and page.imported_digest != RETIRED


def _is_moved(page: ArticlePage) -> bool:
    """Return whether an editor has put the page where it is."""
    return PageLogEntry.objects.filter(page=page.pk, action="wagtail.move", user__isnull=False).exists()


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_ids(part) for name, part in value.items() if name != "id"}
    return [_without_ids(part) for part in value] if isinstance(value, list) else value


def _free_slug(wanted: str, *parents: Page, but: int = 0) -> str:
    """Return the last part of an address that no page but `but` has below any of `parents`."""
    below = [Page.objects.child_of(parent).filter(slug__startswith=wanted).exclude(pk=but) for parent in parents]
    taken = {other for children in below for other in children.values_list("slug", flat=True)}
    numbered = (f"{wanted}-{number}" for number in count(2))
    return wanted if wanted not in taken else next(other for other in numbered if other not in taken)


def _keep_order(parent: ArticlePage, wanted: Sequence[int]) -> None:
    """Put the chapters into the order of the report, unless an editor has put them into another."""
    chapters = Page.objects.child_of(parent).filter(pk__in=wanted)
    order = list(chapters.order_by("path").values_list("pk", flat=True))
    present = [pk for pk in wanted if pk in order]
    sorted_by_hand = PageLogEntry.objects.filter(page__in=present, action="wagtail.reorder", user__isnull=False)
    if order == present or sorted_by_hand.exists():
        return
    for place, pk in enumerate(present):
        if order[place] != pk:
            neighbour, side = (present[place - 1], "right") if place else (order[0], "left")
            Page.objects.get(pk=pk).move(Page.objects.get(pk=neighbour), pos=side)
            order.remove(pk)
            order.insert(place, pk)
