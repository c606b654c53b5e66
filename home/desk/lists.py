"""How articles are listed in the admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import ParentPageColumn

from core.page_lists import OwnPageFilters, PagesBelow, PagesOfType
from home.models import ArticleIndexPage, ArticlePage
from people.page_lists import LANGUAGE


class ArticleFilters(OwnPageFilters):
    class Meta:
        model = ArticlePage
        fields = ["language", "locale", "live", "reviewed_at"]


class ArticleList:
    model = ArticlePage
    icon = "doc-full"
    filterset_class = ArticleFilters
    show_locale_labels = True
    own_columns: list[Any] = [
        LANGUAGE,
        DateColumn("reviewed_at", label=_("Reviewed"), sort_key="reviewed_at", width="10%"),
    ]


class ArticlesBelow(ArticleList, PagesBelow):
    parent_models = [ArticleIndexPage, ArticlePage]


class Articles(ArticleList, PagesOfType):
    name = "articles"
    menu_label = _("Articles")
    menu_name = "articles"
    own_columns = [ParentPageColumn("parent", label=_("Where")), *ArticleList.own_columns]
