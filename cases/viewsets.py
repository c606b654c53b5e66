from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from core.page_lists import PagesOfType
from people.page_lists import COMMENTS, LANGUAGE, ORGANISATION, MemberPageFilters, MemberPagesBelow

from .models import ExperiencePage


class ExperienceFilters(MemberPageFilters):
    class Meta:
        model = ExperiencePage
        fields = ["area", "language", "live"]


class ExperienceList:
    model = ExperiencePage
    icon = "clipboard-list"
    filterset_class = ExperienceFilters
    own_columns = [
        Column("area", label=_("Phase of life"), accessor="get_area_display", sort_key="area", width="12%"),
        Column("solution", label=_("Solution"), sort_key="solution", width="14%"),
        ORGANISATION,
        LANGUAGE,
        COMMENTS,
    ]


class ExperiencesBelow(ExperienceList, MemberPagesBelow):
    pass


class Experiences(ExperienceList, PagesOfType):
    name = "experiences"
    menu_label = _("Experience reports")
    menu_name = "experiences"
    menu_order = 220
