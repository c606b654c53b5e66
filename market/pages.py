"""What the procurement function does over HTTP.

Models are made of this mixin, so models are imported when asked for.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import path

from core import search_registry, sharing
from core.languages import local, versions

from . import addresses, listing


def crumbs(*below: tuple[str, Any]) -> list[dict[str, Any]]:
    """Return the way from the front page; `below` is (path, label) of what lies below the index."""
    steps = [("/", _("Front page")), (addresses.INDEX, _("Procurement")), *below]
    return [{"url": local(url), "label": label} for url, label in steps]


def section_label(section: str) -> str:
    return {addresses.NOTICES: _("Notices"), addresses.SUPPLIERS: _("Suppliers")}[section]


def purpose() -> list[dict[str, str]]:
    """Return what the procurement function is for, point by point."""
    return [
        {
            "title": _("Notices"),
            "text": _("What is planned, open and decided, in one place. Prior information comes before any decision."),
        },
        {
            "title": _("Suppliers"),
            "text": _("Each presents itself and says which service areas it delivers to."),
        },
        {
            "title": _("Contracts"),
            "text": _("The parties are always a municipality and a supplier. The market place itself is never one."),
        },
    ]


def detail_context(snippet: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of one notice or supplier needs, published or previewed."""
    section, address = snippet.section, snippet.get_absolute_url()
    way = crumbs((addresses.list_path(section), section_label(section)), (address, str(snippet)))
    return {
        "object": snippet,
        "page_language": snippet.language,
        "canonical": address,
        "translations": [],
        "breadcrumbs": way,
        "related": search_registry.related(f"{snippet._meta.model_name}:{snippet.pk}", request.user),
        "share": sharing.share_card(
            request, title=str(snippet), text=snippet.summary, path=address, language=snippet.language, crumbs=way
        ),
    }


class MarketRoutes:
    """The addresses below the index: two lists, and a page for each thing in them."""

    @path("")
    def overview(self, request: HttpRequest) -> HttpResponse:
        context = {
            **listing.newest(request.user),
            "notices_url": local(addresses.list_path(addresses.NOTICES)),
            "suppliers_url": local(addresses.list_path(addresses.SUPPLIERS)),
            "purpose": purpose(),
        }
        return self.render(request, context_overrides=context)  # type: ignore[attr-defined] # of RoutablePageMixin

    @path(f"{addresses.NOTICES}/")
    def notices(self, request: HttpRequest) -> HttpResponse:
        return self._list(request, addresses.NOTICES, listing.notices(request), "market/notice_list.html")

    @path(f"{addresses.SUPPLIERS}/")
    def suppliers(self, request: HttpRequest) -> HttpResponse:
        return self._list(request, addresses.SUPPLIERS, listing.suppliers(request), "market/supplier_list.html")

    @path(f"{addresses.NOTICES}/<slug:slug>/")
    def notice(self, request: HttpRequest, slug: str) -> HttpResponse:
        from .models import ProcurementNotice

        related = ProcurementNotice.objects.select_related("buyer").prefetch_related("documents__document")
        return self._detail(request, related, slug)

    @path(f"{addresses.SUPPLIERS}/<slug:slug>/")
    def supplier(self, request: HttpRequest, slug: str) -> HttpResponse:
        from .models import SupplierProfile

        return self._detail(request, SupplierProfile.objects.select_related("organisation"), slug)

    def _list(self, request: HttpRequest, section: str, found: Any, template: str) -> HttpResponse:
        address = addresses.list_path(section)
        way = crumbs((address, section_label(section)))
        context = {
            "listing": found,
            "canonical": local(address),
            "translations": [{"language": code, "path": path} for code, _name, path in versions(address)],
            "breadcrumbs": way,
            "share": sharing.share_card(
                request, title=section_label(section), text="", path=address, language=get_language() or "", crumbs=way
            ),
        }
        return self.render(request, context_overrides=context, template=template)  # type: ignore[attr-defined] # of RoutablePageMixin

    def _detail(self, request: HttpRequest, queryset: Any, slug: str) -> HttpResponse:
        found = get_object_or_404(queryset.visible_to(request.user).with_subject(), slug=slug)
        return self.render(request, context_overrides=detail_context(found, request), template=found.detail_template)  # type: ignore[attr-defined] # of RoutablePageMixin
