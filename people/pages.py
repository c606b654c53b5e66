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
            "may_edit": may_edit_page(request.user, self.state.organisation_id),  # type: ignore[attr-defined] # of Page
            "own_actions": self._own_actions(request),
            "edit_url": reverse(self.edit_view, args=[self.pk]),  # type: ignore[attr-defined] # of Page
        }

    @property
    def is_in_review(self) -> bool:
        """Tell whether the page waits for a moderator; until it is decided or taken back, nobody can change it."""
        waiting = self.current_workflow_state if self.pk else None  # type: ignore[attr-defined] # of Page
        return waiting is not None and waiting.status == waiting.STATUS_IN_PROGRESS

    def _own_actions(self, request: HttpRequest) -> list[dict[str, Any]]:
        state = self.state  # type: ignore[attr-defined] # of Page
        if not may_edit_page(request.user, state.organisation_id):
            return []
        # The notice on the draft of a page in review has its own way back and to the form.
        is_told = getattr(request, "is_draft", False) and self.is_in_review
        doors = [] if is_told else [(self.edit_view, _("Edit"))]
        if not state.is_withdrawn and (self.live or not is_told):  # type: ignore[attr-defined] # of Page
            doors.append((self.withdraw_view, _("Withdraw")))
        return [
            {"url": reverse(view, args=[state.pk]), "label": label, "variant": "secondary"} for view, label in doors
        ]
