"""The front of the admin for those who keep the site; what waits for review is Wagtail's and the threads' own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, get_page_models

from core.clock import today
from home.models import ArticlePage, BrokenLink
from people.pages import WrittenByMembers

from .searches import MONTH, Choice

MOST = 6
YEAR = timedelta(days=365)
# Where one begins: the words, the icon, the name of the address.
BEGINNINGS = [
    (_("Write an article"), "doc-full", "articles:choose_parent"),
    (_("Make an event"), "date", "events:choose_parent"),
    (_("Make a notice"), "clipboard-list", "wagtailsnippets_market_procurementnotice:add"),
    (_("Present a supplier"), "group", "wagtailsnippets_market_supplierprofile:add"),
    (_("Read the guide for editors"), "help", "editors_guide"),
]


class Beginnings(Component):
    name = "beginnings"
    template_name = "home/admin/beginnings.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        return {"doors": [{"label": label, "icon": icon, "url": reverse(name)} for label, icon, name in BEGINNINGS]}


class PageList(Component):
    """A few pages with a line under each, and the way to the rest; nothing when there are none."""

    template_name = "home/admin/page_list.html"
    heading: Any
    more: tuple[Any, str] | None = None

    def lines(self) -> list[dict[str, Any]]:
        """Return, for each page, its `title`, its number `pk` and what is said of it as `told`."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        more = {"label": self.more[0], "url": reverse(self.more[1])} if self.more else None
        return {"panel": self, "lines": self.lines(), "more": more}


class NewestFromMembers(PageList):
    name = "newest_from_members"
    heading = _("Newest from members")
    order = 240

    def lines(self) -> list[dict[str, Any]]:
        kinds = [model for model in get_page_models() if issubclass(model, WrittenByMembers)]
        newest = Page.objects.live().exact_type(*kinds).filter(first_published_at__isnull=False)
        pages = newest.select_related("content_type", "state__organisation").order_by("-first_published_at")[:MOST]
        return [
            {
                "pk": page.pk,
                "title": page.title,
                "told": [page.page_type_display_name, page.state.organisation],
                "at": page.first_published_at,
            }
            for page in pages
        ]


class BrokenLinks(PageList):
    name = "broken_links"
    heading = _("Links that lead nowhere")
    more = (_("All links that lead nowhere"), "broken_links")
    order = 260

    def lines(self) -> list[dict[str, Any]]:
        return [
            {
                "pk": link.page_id,
                "title": link.page.title,
                "told": [link.text or link.address, link.get_reason_display()],
            }
            for link in BrokenLink.objects.select_related("page")[:MOST]
        ]


def due_for_review() -> Any:
    """Return the articles that nobody has looked at for a year, longest ago first."""
    return ArticlePage.objects.due_for_review(today() - YEAR).order_by("last_looked_at")


class DueForReview(PageList):
    name = "due_for_review"
    heading = _("Not reviewed for a year")
    more = (_("All that are due for review"), "due_for_review")
    order = 270

    def lines(self) -> list[dict[str, Any]]:
        pages = due_for_review().defer_streamfields()[:MOST]
        return [{"pk": page.pk, "title": page.heading, "told": [], "on": page.last_looked_at} for page in pages]


class SoughtInVain(Component):
    """What most searched for during the last month without finding anything; nothing when all was found."""

    name = "sought_in_vain"
    template_name = "home/admin/sought_in_vain.html"
    order = 250

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        chosen = Choice(days=MONTH, in_vain=True)
        return {"panel": self, "lines": chosen.counted()[:MOST], "more": f"{reverse('searches')}?{chosen.query}"}


def own_panels() -> list[Component]:
    return [Beginnings(), NewestFromMembers(), SoughtInVain(), BrokenLinks(), DueForReview()]
