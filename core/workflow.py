from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState  # Wagtail loads this module while it loads its models


def publish_approved(workflow_state: WorkflowState, user: Any = None) -> None:
    """Publish what a moderator approved.

    Approving is the moderator's right; a right to publish any page would show moderators every organisation's drafts.
    """
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)
