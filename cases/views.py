from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from core import rescue
from core.actions import EditConflict
from core.keyset import Sort
from core.listing import Listing
from people.editing import PageEditor, WithdrawPage
from people.login import MemberViewMixin

from . import actions, rules
from .choices import PublishOutcome
from .forms import ExperienceForm, SendBackForm
from .models import ExperienceIndexPage, ExperiencePage

FROM_ADDRESS = {"losning": "solution", "leverandor": "supplier", "samarbeid": "collaboration", "livsfase": "area"}
FIRST_SENT = Sort("sendt", gettext_lazy("First sent first"), "state__submitted_at", descending=False)


class ExperienceEditor(PageEditor):
    model = ExperiencePage
    index_model = ExperienceIndexPage
    form_class = ExperienceForm
    template_name = "cases/experience_form.html"

    def may_create(self) -> bool:
        return rules.may_write(self.request.user)

    def may_publish(self, organisation_id: int | None) -> bool:
        return rules.may_publish(self.request.user, organisation_id)

    def prefilled(self) -> dict[str, Any]:
        """A link from a solution or a collaboration says what the experience is about."""
        given = {field: self.request.GET.get(name, "").replace("\x00", "") for name, field in FROM_ADDRESS.items()}
        return {field: value[:200] for field, value in given.items()}


class WithdrawExperience(WithdrawPage):
    model = ExperiencePage


class Approvals(MemberViewMixin, View):
    """The reports that wait for the reader's approval."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not rules.is_approver(request.user):
            raise PermissionDenied
        waiting = ExperiencePage.objects.waiting_for(request.user)
        listing = Listing(request, waiting, sorts=[FIRST_SENT])
        return render(request, "cases/approvals.html", {"listing": listing})


def report_to_decide_or_refuse(pk: int, user: Any) -> ExperiencePage:
    """Return a report that `user` may approve.

    Raises `Http404` for another organisation's report where its existence is secret, else `PermissionDenied`.
    """
    page = get_object_or_404(ExperiencePage.objects.with_state(), pk=pk)
    organisation_id = page.state.organisation_id
    if rules.may_publish(user, organisation_id):
        return page
    if rules.existence_is_secret(user, organisation_id):
        raise Http404
    raise PermissionDenied


class Approve(MemberViewMixin, View):
    """Publish a report from the page that shows its draft; a visit without a decision leads back there."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("draft", pk=report_to_decide_or_refuse(pk, request.user).pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = report_to_decide_or_refuse(pk, request.user)
        seen = request.POST.get("seen_revision", "")
        try:
            outcome = actions.approve(
                page=page, approver=request.user, seen_revision=int(seen[:18]) if seen.isdecimal() else None
            )
        except actions.NotWaiting:
            messages.info(request, _("The report is no longer waiting for approval."))
        except EditConflict:
            messages.warning(request, _("The report has been changed since you opened it. Please read it again."))
        else:
            if outcome == PublishOutcome.PUBLISH:
                messages.success(request, _("Approved and published."))
                return redirect(page.path_url)
            messages.success(request, _("Approved. A moderator looks at it before it is published."))
        return redirect("draft", pk=pk)


class SendBack(MemberViewMixin, View):
    """Return a report to its author, with a reason."""

    keeps_text = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._show(report_to_decide_or_refuse(pk, request.user), SendBackForm(rescue.shown(request)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = report_to_decide_or_refuse(pk, request.user)
        form = SendBackForm(request.POST)
        if not form.is_valid():
            return self._show(page, form, status=422)
        try:
            actions.send_back(page=page, approver=request.user, reason=form.cleaned_data["reason"])
        except actions.NotWaiting:
            messages.info(request, _("The report is no longer waiting for approval."))
            return redirect("draft", pk=pk)
        messages.success(request, _("Sent back to the author."))
        return redirect("experience_approvals")

    def _show(self, page: ExperiencePage, form: SendBackForm, status: int = 200) -> HttpResponse:
        return render(self.request, "cases/send_back.html", {"page": page, "form": form}, status=status)
