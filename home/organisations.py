"""Who takes part: the list of the organisations, and a page for each with what it has shared."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core import sharing
from core.filters import NEWEST
from core.keyset import Sort
from core.languages import local, versions
from core.listing import Filter, Listing, choice_labels
from core.models.pages import BasePageQuerySet
from core.models.state import line_of
from core.search_pages import page_types
from market.models import ProcurementNotice, SupplierProfile
from people.choices import OrganisationKind
from people.models import ORGANISATIONS, Organisation

KIND = Filter("type", gettext_lazy("Type"), "kind", choice_labels(OrganisationKind))
LONGEST = 200  # characters of what an organisation says of itself, where others show it
BY_NAME = Sort("navn", gettext_lazy("Name"), "name_key", descending=False)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    found = Organisation.objects.visible_to(request.user)
    listing = Listing(request, found, sorts=[BY_NAME], filters=[KIND], keep=True)
    context = {"listing": listing, **_about(request, ORGANISATIONS, _("Organisations"))}
    return render(request, "home/organisation_list.html", context)


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who an organisation is, and the pages behind which it stands; a query for each type of them."""
    one = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    shared = Listing(request, _shared_by(one, request.user), sorts=[NEWEST], prepare=_with_languages)
    context = {
        "organisation": one,
        "listing": shared,
        "lines": [_line(page) for page in shared.items],
        "profile": SupplierProfile.objects.visible_to(request.user).filter(organisation=one).first(),
        "notices": ProcurementNotice.objects.visible_to(request.user).filter(buyer=one).count(),
    }
    return render(request, "home/organisation.html", context | _about(request, one.get_absolute_url(), one.name, one))


def _shared_by(one: Organisation, reader: Any) -> Any:
    """Return the things that `one` stands behind, each once, those that `reader` may read."""
    shared = BasePageQuerySet(Page).listed_for(reader).filter(state__organisation=one)
    return shared.exact_type(*page_types())


def _with_languages(pages: Any) -> Any:
    """Fetch each page as what it is, since only that knows the language it is written in; a query for each type."""
    return pages.prefetch_related("state").specific()


def _line(page: Any) -> dict[str, Any]:
    """Return what the page of an organisation says of a page that it has shared."""
    return {
        "title": page.title,
        "url": page.path_url,
        "lang": page.language,
        "meta": [page.search_kind_name, *line_of(None, page.state.comment_count)],
        "date": page.first_published_at,
    }


def _about(request: HttpRequest, path: str, title: str, one: Organisation | None = None) -> dict[str, Any]:
    """Return what every page says of itself: where it lies, in which languages, and how it is shared."""
    way = [("/", _("Front page")), (ORGANISATIONS, _("Organisations")), *([(path, title)] if one else [])]
    crumbs = [{"url": local(url), "label": label} for url, label in way]
    return {
        "canonical": local(path),
        "translations": [{"language": code, "path": address} for code, _name, address in versions(path)],
        "breadcrumbs": crumbs,
        "share": sharing.share_card(
            request,
            title=title,
            text=Truncator(one.about).chars(LONGEST) if one else "",
            path=local(path),
            language=(one.language if one else get_language()) or "",
            crumbs=crumbs,
        ),
    }
