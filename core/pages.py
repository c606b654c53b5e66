"""What every page does over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPMethod
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from . import languages, sharing
from .access import access_keys
from .markdown import render_fields

FRONT_PAGE_DEPTH = 2


def own_path(page: Page) -> str:
    """Return the address of a page in the language of its tree, without asking the database.

    The trees are told apart by the slugs of their front pages, as `home/site_tree.py` makes them.
    """
    _empty, front, rest = page.url_path.split("/", 2)
    return f"{languages.prefix_of(front.rpartition('-')[2])}/{rest}"


def page_path(page: Page) -> str:
    """Return the address of a page as a path for the present reader; every link to a page goes through here."""
    return languages.local(own_path(page))


def breadcrumbs(page: Page, user: Any) -> list[dict[str, Any]]:
    """Return the way from the front page to `page`, without what `user` may not read.

    One query, none for a page right below the front page.
    """
    if page.depth <= FRONT_PAGE_DEPTH:
        return []
    between: Iterable[Page] = []
    if page.depth > FRONT_PAGE_DEPTH + 1:
        above = page.get_ancestors().live().filter(depth__gt=FRONT_PAGE_DEPTH)
        between = above.filter(state__access_key__in=access_keys(user))
    crumbs = [{"url": languages.local("/"), "label": _("Front page")}]
    return crumbs + [{"url": page_path(one), "label": one.title} for one in [*between, page]]


class AccessCheckedServe:
    """A page whose address works for those who hold its access key, and for nobody else.

    It is only read: forms are sent to views of their own.
    """

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    def get_view_restrictions(self) -> Any:
        return PageViewRestriction.objects.none()

    @property
    def path_url(self) -> str:
        return page_path(self)  # type: ignore[arg-type] # a mixin for pages

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if getattr(request, "is_preview", False):
            render_fields(self)  # type: ignore[arg-type] # a mixin for pages
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        crumbs = breadcrumbs(self, request.user) if self.path else []  # type: ignore[attr-defined, arg-type] # of Page
        return {
            **context,
            "page_language": self.language,  # type: ignore[attr-defined] # of BasePage
            "canonical": own_path(self),  # type: ignore[arg-type] # a mixin for pages
            "breadcrumbs": crumbs,
            "share": self._share_card(request, crumbs),
            "related": self._related(request),
        }

    def _share_card(self, request: HttpRequest, crumbs: list[dict[str, Any]]) -> dict[str, Any]:
        page: Any = self
        return sharing.share_card(
            request,
            title=page.search_title(),
            text=page.summary,
            path=own_path(page),
            language=page.language,
            crumbs=crumbs,
            facts=self.schema(request),
            dates=(page.first_published_at, page.last_published_at),
        )

    def _related(self, request: HttpRequest) -> Any:
        from .related import related_to

        return related_to(self, request.user) if hasattr(self, "themes") else []

    def schema(self, request: HttpRequest) -> sharing.Facts:
        """Return what the page is about in the words of schema.org, with `@type`; nothing for a list."""
        return {}
