from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from core.page_lists import PagesOfType
from people.page_lists import COMMENTS, LANGUAGE, ORGANISATION, MemberPageFilters, MemberPagesBelow

from .models import IdeaPage


class IdeaFilters(MemberPageFilters):
    class Meta:
        model = IdeaPage
        fields = ["kind", "phase", "language", "live"]


class IdeaList:
    model = IdeaPage
    icon = "pick"
    filterset_class = IdeaFilters
    prefetched = ("phase",)
    own_columns = [
        Column("kind", label=_("Type"), accessor="get_kind_display", sort_key="kind", width="8%"),
        Column("phase", label=_("Phase"), width="12%"),
        ORGANISATION,
        LANGUAGE,
        COMMENTS,
    ]


class IdeasBelow(IdeaList, MemberPagesBelow):
    pass


class Ideas(IdeaList, PagesOfType):
    name = "ideas"
    menu_label = _("Ideas and needs")
    menu_name = "ideas"
    menu_order = 210
