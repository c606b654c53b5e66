"""What pages written by members do over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from .rules import may_edit_page


class WrittenByMembers:
    """A page that its organisation can edit and withdraw; `edit_view` and `withdraw_view` are names of addresses."""

    edit_view: str
    withdraw_view: str

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        if self.pk is None or getattr(request, "is_preview", False):  # type: ignore[attr-defined] # of Page
            return context
        return {
            **context,
            "is_draft": getattr(request, "is_draft", False),
            "own_actions": self._own_actions(request),
            "edit_url": reverse(self.edit_view, args=[self.pk]),  # type: ignore[attr-defined] # of Page
        }

    def _own_actions(self, request: HttpRequest) -> list[dict[str, Any]]:
        state = self.state  # type: ignore[attr-defined] # of Page
        if not may_edit_page(request.user, state.organisation_id):
            return []
        doors = [(self.edit_view, _("Edit"))]
        if not state.is_withdrawn:
            doors.append((self.withdraw_view, _("Withdraw")))
        return [
            {"url": reverse(view, args=[state.pk]), "label": label, "variant": "secondary"} for view, label in doors
        ]
