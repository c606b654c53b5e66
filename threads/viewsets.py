from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

from core.page_lists import PagesOfType
from people.page_lists import COMMENTS, LANGUAGE, ORGANISATION, MemberPageFilters, MemberPagesBelow

from .models import ThreadPage


class ThreadFilters(MemberPageFilters):
    class Meta:
        model = ThreadPage
        fields = ["language", "live"]


class ThreadList:
    model = ThreadPage
    icon = "comment"
    filterset_class = ThreadFilters
    own_columns: list[Column] = [
        ORGANISATION,
        LANGUAGE,
        COMMENTS,
        DateColumn("activity", label=_("Last activity"), accessor="state.last_activity_at", width="12%"),
    ]


class ThreadsBelow(ThreadList, MemberPagesBelow):
    pass


class Threads(ThreadList, PagesOfType):
    name = "threads"
    menu_label = _("Threads")
    menu_name = "threads"
    menu_order = 240
