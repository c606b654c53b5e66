from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import TaskState

DECIDED = {
    TaskState.STATUS_APPROVED: _("“%(title)s” is approved and published."),
    TaskState.STATUS_REJECTED: _("“%(title)s” is sent back, and its author is told why."),
}


@hooks.register("after_edit_page")
@hooks.register("after_edit_snippet")
def lead_back_to_what_waits(request: HttpRequest, edited: Any) -> HttpResponse | None:
    """Lead whoever has decided to the list of what waits; Wagtail's own way leads where moderators have no access."""
    if "action-workflow-action" not in request.POST:
        return None
    decided = TaskState.objects.for_instance(edited).filter(finished_by=request.user).order_by("finished_at").last()
    if decided is None or decided.status not in DECIDED:
        return None
    list(messages.get_messages(request))  # what Wagtail says of saving is of no interest here
    messages.success(request, DECIDED[decided.status] % {"title": edited.get_latest_revision_as_object()})
    return redirect("wagtailadmin_home")
