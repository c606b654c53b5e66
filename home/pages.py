"""What the front page and the articles do over HTTP.

Models are made of these mixins, so models are imported when asked for.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core import filters, languages, sharing
from core.listing import Listing
from core.search_pages import repeats

REPORT_DEPTH = 4  # root, front page, list of articles, report


class FrontPage:
    """What is new in each arena, and what comes up."""

    def schema(self, request: HttpRequest) -> sharing.Facts:
        return sharing.site_facts(request, name=self.title, search_path=languages.local("/sok/"))  # type: ignore[attr-defined] # of Page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        from .front import front_sections

        return {**context, **front_sections(request.user)}


class ArticleListing:
    """The list of articles right below an index."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .models import ArticlePage

        listing = Listing(
            request,
            ArticlePage.objects.listed_for(request.user).below(self),
            sorts=[filters.NEWEST, filters.BY_TITLE],
            filters=[filters.THEME, filters.LANGUAGE],
            prepare=lambda queryset: queryset.for_cards(),
            keep=True,
        )
        return {**super().get_context(request, *args, **kwargs), "listing": listing}  # type: ignore[misc] # a mixin for pages


class Article:
    """An article with its place in a report: its chapters, the one before and the one after."""

    def schema(self, request: HttpRequest) -> sharing.Facts:
        author = sharing.organisation(self.state.organisation)  # type: ignore[attr-defined] # of Page
        return {"@type": "Article", "headline": self.title, "author": author}  # type: ignore[attr-defined] # of Page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .models import ArticlePage

        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        if not self.path:  # type: ignore[attr-defined] # of Page
            return {**context, "lead": self.summary}  # type: ignore[attr-defined] # of BasePage
        visible = ArticlePage.objects.visible_to(request.user).defer_streamfields()
        chapters = _chapters(self, visible)
        return {
            **context,
            "lead": _lead(self, chapters),
            "toc": self.toc(),  # type: ignore[attr-defined] # of ArticlePage
            "chapters": chapters,
            "report": context["breadcrumbs"][REPORT_DEPTH - 2 : -1][:1],
            **_neighbours(self, visible),
        }


def _chapters(page: Any, visible: Any) -> list[Any]:
    """Return the articles right below `page`, each with those right below it as `sections`."""
    chapters: list[Any] = []
    for article in visible.descendant_of(page).filter(depth__lte=page.depth + 2).order_by("path"):
        if article.depth == page.depth + 1:
            article.sections = []
            chapters.append(article)
        elif chapters and article.path.startswith(chapters[-1].path):
            chapters[-1].sections.append(article)
    return chapters


def _lead(page: Any, chapters: list[Any]) -> str:
    """Return the summary, unless it only says what stands below it: in the text, or in the list of chapters."""
    below = " ".join([page.search_body(), *(chapter.title for chapter in chapters)])
    return "" if repeats(page.summary, below) else page.summary


def _neighbours(page: Any, visible: Any) -> dict[str, Any]:
    """Return the articles before and after `page` in its report, in reading order."""
    report = page.path[: page.steplen * REPORT_DEPTH]
    others = visible.filter(path__startswith=report)
    return {
        "previous": others.filter(path__lt=page.path).order_by("path").last(),
        "following": others.filter(path__gt=page.path).order_by("path").first(),
    }
