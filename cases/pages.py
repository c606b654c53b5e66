"""What the experience arena does over HTTP. Models are made of these mixins, so models are imported when asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import filters, sharing
from core.listing import Filter, Listing, choice_labels
from people.rules import memberships

from . import rules
from .choices import ExperienceArea

AREA = Filter("livsfase", gettext_lazy("Phase of life"), "area", choice_labels(ExperienceArea))


class ExperienceListing:
    """The list of experience reports."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .models import ExperiencePage

        listing = Listing(
            request,
            ExperiencePage.objects.listed_for(request.user),
            sorts=[filters.NEWEST, filters.LAST_ACTIVITY, filters.BY_TITLE],
            filters=[AREA, filters.SERVICE_AREA, filters.THEME, filters.ORGANISATION],
            prepare=lambda queryset: queryset.for_cards(),
            keep=True,
        )
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        may_share = not request.user.is_authenticated or rules.may_write(request.user)
        return {**context, "listing": listing, "may_share": may_share, "actions": _doors(request.user, may_share)}


def _doors(user: Any, may_share: bool) -> list[dict[str, Any]]:
    """Return the ways on from the list; who approves as an editor has the way from «my page»."""
    doors = [{"url": reverse("experience_new"), "label": _("Share an experience")}] if may_share else []
    if any(one.is_key_person for one in memberships(user)):
        waiting = {"url": reverse("experience_approvals"), "label": _("Reports waiting for approval")}
        doors.append({**waiting, "variant": "secondary"})
    return doors


class Report:
    """An experience report, and what an approver needs beside its draft."""

    def schema(self, request: HttpRequest) -> sharing.Facts:
        author = sharing.organisation(self.state.organisation)  # type: ignore[attr-defined] # of Page
        return {"@type": "Article", "headline": self.title, "author": author}  # type: ignore[attr-defined] # of Page

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        if not context.get("is_draft"):
            return context
        state = self.state  # type: ignore[attr-defined] # of Page
        return {
            **context,
            "is_waiting": rules.is_waiting(self),
            "may_approve": rules.may_publish(request.user, state.organisation_id),
            "outcome": rules.publish_outcome(request.user, state.organisation_id),
            "readers": state.readers,
        }
