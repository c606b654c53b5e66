"""What every page does over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from .markdown import render_fields

FRONT_PAGE_DEPTH = 2


def page_path(page: Page) -> str:
    """Return the address of a page as a path, without asking the database; every link to a page goes through here."""
    return "/" + page.url_path.split("/", 2)[2]


def breadcrumbs(page: Page) -> list[dict[str, Any]]:
    """Return the way from the front page to `page`; one query, none for a page right below the front page."""
    if page.depth <= FRONT_PAGE_DEPTH:
        return []
    between = page.get_ancestors().filter(depth__gt=FRONT_PAGE_DEPTH) if page.depth > FRONT_PAGE_DEPTH + 1 else []
    crumbs = [{"url": "/", "label": _("Front page")}]
    return crumbs + [{"url": page_path(one), "label": one.title} for one in [*between, page]]


class AccessCheckedServe:
    """A page whose address works for those who hold its access key, and for nobody else."""

    def get_view_restrictions(self) -> Any:
        return PageViewRestriction.objects.none()

    @property
    def path_url(self) -> str:
        return page_path(self)  # type: ignore[arg-type] # a mixin for pages

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if getattr(request, "is_preview", False):
            render_fields(self)  # type: ignore[arg-type] # a mixin for pages
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        return {
            **context,
            "page_language": self.language,  # type: ignore[attr-defined] # of BasePage
            "canonical": self.path_url,
            "breadcrumbs": breadcrumbs(self) if self.path else [],  # type: ignore[attr-defined, arg-type] # of Page
        }
