"""The moderators' desk in Wagtail's admin: what newcomers have commented, to be approved or declined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.defaults import permission_denied
from django.views.generic import FormView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.access import access_keys
from core.actions import EditConflict
from core.pages import page_path

from . import actions
from .forms import DeclineForm
from .models import Comment
from .rules import decides_on_comments

MOST = 50
CHANGED = gettext_lazy("The author has changed the comment since you opened it. Please read it again.")


def page_address(comment: Comment, moderator: Any) -> str:
    """Return the address of the page that a comment stands on, "" where the moderator may not read it."""
    return page_path(comment.page) if comment.page.state.access_key in access_keys(moderator) else ""


class HeldComments(Component):
    """What waits, oldest first, on the front of the admin; one query."""

    name = "held_comments"
    template_name = "threads/admin/held_comments.html"
    order = 230  # below what of Wagtail's waits for the reader

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        context = parent_context or {}
        moderator = context["request"].user
        held = Comment.objects.held().with_author().select_related("page__state")[:MOST]
        lines = [{"comment": comment, "page_url": page_address(comment, moderator)} for comment in held]
        return {"lines": lines, "csrf_token": context["csrf_token"]}


class ModeratorView(View):
    """A view about one held comment, for those who decide; all others are refused.

    The refusal is answered here: raised, Wagtail would lead to the front of the admin.
    """

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        if not decides_on_comments(request.user):
            return permission_denied(request, PermissionDenied())
        held = Comment.objects.held().with_author().select_related("page__state")
        if (comment := held.filter(pk=pk).first()) is None:
            return self.lead_back(False, "")
        self.comment = comment
        return super().dispatch(request, pk)

    def lead_back(self, is_decided: bool, told: str) -> HttpResponse:
        if is_decided:
            messages.success(self.request, told)
        else:
            messages.info(self.request, _("The comment is no longer waiting."))
        return redirect("wagtailadmin_home")

    def decision(self) -> dict[str, Any]:
        """Return what both decisions need to know: about what, by whom, and which text was read."""
        seen = self.request.POST.get("version", "")
        return {"comment": self.comment, "moderator": self.request.user, "seen_version": seen}


class ApproveComment(ModeratorView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            is_decided = actions.approve_comment(**self.decision())
        except EditConflict:
            messages.warning(request, CHANGED)
            return redirect("held_comment", pk=pk)
        return self.lead_back(is_decided, _("The comment is approved and published."))


class HeldComment(ModeratorView, WagtailAdminTemplateMixin, FormView):
    """The whole of a comment that waits, to be approved, or declined with a reason."""

    form_class = DeclineForm
    template_name = "threads/admin/held_comment.html"
    page_title = gettext_lazy("Comment waiting")
    header_icon = "comment"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page_url = page_address(self.comment, self.request.user)
        return super().get_context_data(comment=self.comment, page_url=page_url, **kwargs)

    def form_valid(self, form: DeclineForm) -> HttpResponse:
        try:
            is_decided = actions.decline_comment(reason=form.cleaned_data["reason"], **self.decision())
        except EditConflict:
            messages.warning(self.request, CHANGED)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return self.lead_back(is_decided, _("The comment is declined, and its author is told why."))

    def form_invalid(self, form: DeclineForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
