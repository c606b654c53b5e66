"""What every page does over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from http import HTTPMethod
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction

from . import languages, search_registry, sharing
from .access import access_keys
from .markdown import render_fields

FRONT_PAGE_DEPTH = 2
SILENT_EDIT = timedelta(minutes=30)  # as for comments, row 11 of tests/permissions.csv


def own_path(page: Page) -> str:
    """Return the address of a page in the language of its tree, without asking the database."""
    return _in_tree(page.url_path)


def page_path(page: Page) -> str:
    """Return the address of a page as a path for the present reader."""
    return path_of(page.url_path)


def path_of(url_path: str) -> str:
    """Return the address of the page with this `url_path` for the present reader; every link goes through here."""
    return languages.local(_in_tree(url_path))


def _in_tree(url_path: str) -> str:
    """The trees are told apart by the slugs of their front pages, as `home/site_tree.py` makes them."""
    _empty, front, rest = url_path.split("/", 2)
    return f"{languages.prefix_of(front.rpartition('-')[2])}/{rest}"


def breadcrumbs(page: Page, user: Any) -> list[dict[str, Any]]:
    """Return the way from the front page to `page`, without what `user` may not read.

    One query for a page that was not found by its address.
    """
    if page.depth <= FRONT_PAGE_DEPTH:
        return []
    between = _above(page, user) if page.depth > FRONT_PAGE_DEPTH + 1 else []
    crumbs = [{"url": languages.local("/"), "label": _("Front page")}]
    for one in [*between, page]:
        # What lies deeper than a list is a part of the same thing, in the same language.
        language = tree_language(one) if one.depth == FRONT_PAGE_DEPTH + 1 else page.language  # type: ignore[attr-defined] # of BasePage
        crumbs.append({"url": page_path(one), "label": one.title, "lang": language})
    return crumbs


def tree_language(page: Page) -> str:
    """Return the language of the tree a page lies in: of a list its own, of a member's page no more than a guess."""
    return languages.split(own_path(page))[0]


def _above(page: Page, user: Any) -> Iterable[Page]:
    """Return what `page` lies below, each thing in the reader's language where it is translated."""
    keys, present = access_keys(user), get_language()
    way = page.way if hasattr(page, "way") else _way_to(page)
    found = [one for one in way if one.depth > FRONT_PAGE_DEPTH and one.state.access_key in keys]
    ordered = sorted(found, key=lambda one: (one.depth, tree_language(one) == present))
    return {one.translation_key: one for one in ordered}.values()


def _way_to(page: Page) -> Iterable[Page]:
    """Return the published pages above a page that was not found by its address, those in the reader's language too."""
    chain, present = page.get_ancestors().filter(depth__gt=FRONT_PAGE_DEPTH), get_language()
    wanted = models.Q(pk__in=chain.values("pk"))
    if tree_language(page) != present:
        wanted |= models.Q(translation_key__in=chain.values("translation_key"), locale__language_code=present)
    found = Page.objects.live().filter(wanted, state__isnull=False).select_related("state").order_by()
    return found.only("title", "depth", "url_path", "translation_key", "state")


def translations(page: Any, user: Any) -> list[dict[str, str]]:
    """Return the languages a page can be read in, with their addresses, if there are several; the default one first.

    The front page and the lists are there in all of them; an article costs one query.
    """
    if page.depth <= FRONT_PAGE_DEPTH + 1:
        _language, path = languages.split(own_path(page))
        return [{"language": code, "path": address} for code, _name, address in languages.versions(path)]
    if not page.is_translatable:
        return []
    others = type(page).objects.visible_to(user).filter(translation_key=page.translation_key).exclude(pk=page.pk)
    others = others.order_by().only("language", "url_path")
    known = {one.language: own_path(one) for one in [*others, page]}
    order = [code for code in languages.READ_IN if code in known]
    return [{"language": code, "path": known[code]} for code in order] if len(known) > 1 else []


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

    @property
    def history_url(self) -> str:
        """Return where one sees what was changed after publication; empty if nothing was for half an hour."""
        first, last = self.first_published_at, self.last_published_at  # type: ignore[attr-defined] # of Page
        if not first or not last or last - first <= SILENT_EDIT:
            return ""
        return reverse("page_history", args=[self.pk])  # type: ignore[attr-defined] # of Page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if getattr(request, "is_preview", False):
            render_fields(self)  # type: ignore[arg-type] # a mixin for pages
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        crumbs = breadcrumbs(self, request.user) if self.path else []  # type: ignore[attr-defined, arg-type] # of Page
        return {
            **context,
            "page_language": self.language,  # type: ignore[attr-defined] # of BasePage
            "canonical": own_path(self),  # type: ignore[arg-type] # a mixin for pages
            "translations": translations(self, request.user) if self.path else [],  # type: ignore[attr-defined] # of Page
            "breadcrumbs": crumbs,
            "share": self._share_card(request, crumbs) if self.pk else {},  # type: ignore[attr-defined] # of Page
            "related": search_registry.related(f"page:{self.pk}", request.user),  # type: ignore[attr-defined] # of Page
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

    def schema(self, request: HttpRequest) -> sharing.Facts:
        """Return what the page is about in the words of schema.org, with `@type`; nothing for a list."""
        return {}
