"""What of Wagtail's admin is open to staff who may edit no page: the moderators.

Wagtail shows the titles of every page in its choosers, its bulk actions and its lists to whoever may enter the admin.
Sources: rows 2, 3, 52 and 55 of tests/permissions.csv.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from wagtail.admin.auth import permission_denied, user_has_any_page_permission

from core.middleware import ADMIN, has_session

OPEN_TO_ALL = {
    "desk_front",
    "wagtailadmin_home",
    "editors_guide",
    "wagtailadmin_account",
    "wagtailadmin_logout",
    "wagtailadmin_dismissibles",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "review_history",
    "review_history_results",
    "review_revision",
    "review_comparison",
    "held_comment",
    "approve_comment",
}
# Wagtail itself lets in here only whoever may edit the page or snippet, or has it for review.
OF_WHAT_IS_IN_REVIEW = {
    "edit",
    "view_draft",
    "preview_on_edit",
    "workflow_action",
    "collect_workflow_action_data",
    "workflow_preview",
    "workflow_history",
    "workflow_history_detail",
}
REVIEWED = ("wagtailadmin_pages", "wagtailsnippets_")


def is_open_to_moderators(view_name: str) -> bool:
    """Tell whether a view of Wagtail's admin, by its name with its namespace, is part of a moderator's work."""
    namespace, _colon, name = view_name.rpartition(":")
    return view_name in OPEN_TO_ALL or (namespace.startswith(REVIEWED) and name in OF_WHAT_IS_IN_REVIEW)


class ModeratorsDeskMiddleware:
    """Refuse, as Wagtail does, everything in the admin that is not a moderator's work to whoever may edit no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.path.startswith(ADMIN) or not has_session(request):
            return None
        if not request.user.has_perm("wagtailadmin.access_admin") or user_has_any_page_permission(request.user):
            return None
        return None if is_open_to_moderators(request.resolver_match.view_name) else permission_denied(request)
