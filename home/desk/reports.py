"""The reports of the desk: links, review, content checks, forms of Norwegian, searches."""

from __future__ import annotations

import csv
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.button import HeaderButton

from home.models import ArticlePage, BrokenLink

from . import checks, searches, shares
from .panels import due_for_review

ON_A_PAGE = 50
MOST_CHECKED = 300  # articles; each is read through, the newest first


class Report(WagtailAdminTemplateMixin, TemplateView):
    """A table for those who edit pages, also as a file of comma-separated values."""

    header_icon = "list-ul"
    _show_breadcrumbs = True
    name: str
    columns: list[Any] = []
    empty: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_has_any_page_permission(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> list[list[Any]]:
        """Return the rows of the file: as many cells as there are columns."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("export") != "csv":
            return super().get(request, *args, **kwargs)
        headers = {"Content-Disposition": f'attachment; filename="{self.name}.csv"'}
        answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
        writer = csv.writer(answer, delimiter=";")
        writer.writerows([self.columns, *([_unarmed(cell) for cell in row] for row in self.rows())])
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        chosen = self.request.GET.copy()
        chosen["export"] = "csv"
        return [HeaderButton(_("Download as CSV"), url=f"?{chosen.urlencode()}", icon_name="download")]


def _unarmed(cell: Any) -> str:
    """Return a cell that a spreadsheet does not take for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


# In the tables that Wagtail exports too: what members write stands there as well.
SpreadsheetExportMixin.custom_value_preprocess[str] = dict.fromkeys(SpreadsheetExportMixin.FORMATS, _unarmed)


class PageReport(Report):
    """Pages, each with what is said of it; `told` is a list of sentences."""

    template_name = "home/admin/page_report.html"

    def pages(self) -> list[dict[str, Any]]:
        raise NotImplementedError

    def rows(self) -> list[list[Any]]:
        return [[one["title"], sentence] for one in self.pages() for sentence in one["told"] or [""]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        paginator = Paginator(self.pages(), ON_A_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page_obj=page, columns=self.columns, empty=self.empty, index_url=reverse(self.name), **kwargs
        )


class BrokenLinksReport(PageReport):
    name = "broken_links"
    page_title = gettext_lazy("Links that lead nowhere")
    header_icon = "link"
    columns = [gettext_lazy("Page"), gettext_lazy("Link")]
    empty = gettext_lazy("Every link inside the site leads somewhere. They are looked at once an hour.")

    def pages(self) -> list[dict[str, Any]]:
        links = BrokenLink.objects.select_related("page")
        return [
            {
                "pk": one.page_id,
                "title": one.page.title,
                "told": [f"{one.text} → {one.address}: {one.get_reason_display()}"],
            }
            for one in links
        ]


class ReviewReport(PageReport):
    name = "due_for_review"
    page_title = gettext_lazy("Not reviewed for a year")
    header_icon = "calendar-check"
    columns = [gettext_lazy("Article"), gettext_lazy("Last looked at")]
    empty = gettext_lazy("Every article has been reviewed during the last year.")

    def pages(self) -> list[dict[str, Any]]:
        pages = due_for_review().defer_streamfields()
        return [{"pk": one.pk, "title": one.heading, "told": [], "on": one.last_looked_at} for one in pages]

    def rows(self) -> list[list[Any]]:
        return [[one["title"], one["on"].isoformat()] for one in self.pages()]


class ContentChecks(PageReport):
    name = "content_checks"
    page_title = gettext_lazy("Content checks")
    header_icon = "glasses"
    columns = [gettext_lazy("Article"), gettext_lazy("What to look at")]
    empty = gettext_lazy("There is nothing to look at in the articles.")

    def pages(self) -> list[dict[str, Any]]:
        newest = ArticlePage.objects.live().own().order_by("-last_published_at")[:MOST_CHECKED]
        looked_at = ((page, checks.findings(page)) for page in newest.select_related("lead_image"))
        return [{"pk": page.pk, "title": page.heading, "told": found} for page, found in looked_at if found]


class LanguageShares(Report):
    name = "language_shares"
    page_title = gettext_lazy("Forms of Norwegian")
    header_icon = "globe"
    template_name = "home/admin/language_shares.html"
    columns = [
        gettext_lazy("Who writes"),
        gettext_lazy("What"),
        gettext_lazy("Norwegian Bokmål"),
        gettext_lazy("Norwegian Nynorsk"),
        gettext_lazy("Other languages"),
        gettext_lazy("Nynorsk, per cent"),
    ]

    def rows(self) -> list[list[Any]]:
        return [
            [who, row.label, row.nb, row.nn, row.others, row.nn_percent]
            for who, rows in shares.groups()
            for row in rows
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(groups=shares.groups(), goal=shares.GOAL, **kwargs)


class Searches(Report):
    name = "searches"
    page_title = gettext_lazy("What are people looking for?")
    header_icon = "search"
    template_name = "home/admin/searches.html"
    columns = [
        gettext_lazy("Searched for"),
        gettext_lazy("Searches"),
        gettext_lazy("Without hits"),
        gettext_lazy("Hits the last time"),
    ]

    @cached_property
    def chosen(self) -> searches.Choice:
        return searches.Choice.of(self.request.GET)

    def rows(self) -> list[list[Any]]:
        return [[one["text"], one["times"], one["in_vain"], one["hits"]] for one in self.chosen.counted()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = Paginator(self.chosen.counted(), ON_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page_obj=lines, columns=self.columns, index_url=f"?{self.chosen.query}", chosen=self.chosen, **kwargs
        )


REPORTS: list[type[Report]] = [ContentChecks, BrokenLinksReport, ReviewReport, LanguageShares, Searches]
