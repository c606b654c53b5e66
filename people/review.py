"""Wagtail's history of a page, for those who have it for review as well.

Wagtail asks for a right on some page before it asks whether this one may be edited or is waiting for the reader, and
moderators have a right on none. Source: row 3 of tests/permissions.csv.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsView


class History(PageHistoryView):
    any_permission_required = None


class Revision(RevisionsView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super(RevisionsView, self).dispatch(request, *args, **kwargs)


class Comparison(RevisionsCompareView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super(RevisionsCompareView, self).dispatch(request, *args, **kwargs)


# These stand before Wagtail's own addresses, which are the same and are the ones that links are made from.
urlpatterns = [
    path("<int:page_id>/history/", require_admin_access(History.as_view()), name="review_history"),
    path(
        "<int:page_id>/history/results/",
        require_admin_access(History.as_view(results_only=True)),
        name="review_history_results",
    ),
    path(
        "<int:page_id>/revisions/<int:revision_id>/view/",
        require_admin_access(Revision.as_view()),
        name="review_revision",
    ),
    re_path(
        r"^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$",
        require_admin_access(Comparison.as_view()),
        name="review_comparison",
    ),
]
