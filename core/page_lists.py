"""How pages of one type are listed in the admin: below their section, and all of them from the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet

SAID_BY_THE_LIST = ("type", "parent")
EXPORTED = {
    "title": _("Title"),
    "state.organisation": _("Organisation"),
    "get_language_display": _("Language"),
    "status_string": _("Status"),
    "first_published_at": _("Published"),
    "latest_revision_created_at": _("Changed"),
}


class EditorsMenuItem(MenuItem):
    """A line of the menu for those who edit pages; whoever only reviews is refused what is behind it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return user_has_any_page_permission(request.user)


class OwnPageFilters(PageFilterSet):
    """Wagtail's filters without those that tell nothing here: there is one site, and most types have no subpages."""

    site = None
    has_child_pages = None


class WithState:
    """Fetches what the columns show of all pages of a list at once."""

    prefetched: tuple[str, ...] = ()
    counted: dict[str, Any] = {}

    def annotate_queryset(self, pages: Any) -> Any:
        pages = super().annotate_queryset(pages).annotate(**self.counted)  # type: ignore[misc] # a mixin for Wagtail's list views
        return pages.prefetch_related("state__organisation", *self.prefetched)


class StatefulIndexView(WithState, IndexView):
    pass


class StatefulExplorableIndexView(WithState, ExplorableIndexView):
    pass


class OwnColumns:
    """Puts the columns that matter for a type after the title; `prefetched` are the relations that they follow,
    `counted` the expressions whose values they show.
    """

    own_columns: list[Column] = []
    prefetched: tuple[str, ...] = ()
    counted: dict[str, Any] = {}
    # Which language's tree a page lies in; what members write lies in the default one, in any language.
    show_locale_labels = False

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        usual = [one for one in self.index_view_class.base_columns if one.name not in SAID_BY_THE_LIST]  # type: ignore[attr-defined] # a mixin for viewsets
        after = next(place for place, one in enumerate(usual, 1) if one.name == "title")
        columns = [*usual[:after], *self.own_columns, *usual[after:]]
        fetched = {"prefetched": self.prefetched, "counted": self.counted}
        ours = {"columns": columns, "show_locale_labels": self.show_locale_labels}
        ours |= {"list_export": list(EXPORTED), "export_headings": EXPORTED}
        return super().get_index_view_kwargs(**fetched, **ours, **kwargs)  # type: ignore[misc] # a mixin for viewsets


class PagesBelow(OwnColumns, PageViewSet):
    """The list of a section, as one comes to it through the tree of pages."""

    index_view_class = StatefulExplorableIndexView


class PagesOfType(OwnColumns, PageListingViewSet):
    """All pages of a type, in every language, with a line of its own in the menu."""

    index_view_class = StatefulIndexView
    menu_item_class = EditorsMenuItem
    add_to_admin_menu = True
