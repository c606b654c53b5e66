"""What editors steer the search with, in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from .lines import lines
from .models import Promotion, Synonym

PREFILLED = "words"  # in the address of a new one: what the report leads here with
YES, NOT_PUBLISHED = _("Yes"), _("No, not published")
LONGEST_PREFILLED = 200  # characters


class PrefilledCreateView(CreateView):
    """A form for a new one, with the word that somebody came for."""

    def get_initial_form_instance(self) -> Any:
        return self.model(words=self.request.GET.get(PREFILLED, "")[:LONGEST_PREFILLED])


class SteeringViewSet(SnippetViewSet):
    add_to_admin_menu = True
    add_view_class = PrefilledCreateView
    copy_view_enabled = False


class SynonymViewSet(SteeringViewSet):
    model = Synonym
    icon = "rotate"
    menu_label = _("Synonyms")
    menu_name = "synonyms"
    list_display = [
        "__str__",
        Column(
            "also",
            label=_("Finds these as well"),
            accessor=lambda synonym: ", ".join(lines(synonym.also)),
            width="30%",
        ),
    ]
    search_fields = ["words", "also"]


class PromotionViewSet(SteeringViewSet):
    model = Promotion
    icon = "pick"
    menu_label = _("Recommended pages")
    menu_name = "promotions"
    list_display = [
        "__str__",
        Column("page", label=_("Page"), sort_key="page__title", width="40%"),
        Column("is_shown", label=_("Shown"), accessor=lambda one: YES if one.page.live else NOT_PUBLISHED),
    ]
    search_fields = ["words", "page__title"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Promotion.objects.select_related("page")
