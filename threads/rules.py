"""Who may take part in a discussion. Sources: rows 10 and 11 of tests/permissions.csv."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from people.choices import SiteRole
from people.rules import has_site_role, is_member

MAX_DEPTH = 3
SILENT_EDIT = timedelta(minutes=30)


def can_comment(user: Any, page: Any) -> bool:
    """Row 10: everybody with a current membership, on what is published and takes comments."""
    return is_member(user) and page.live and page.has_comments


def can_delete_comment(user: Any, comment: Any) -> bool:
    """Row 11: one's own, as long as one is a member and it is not deleted."""
    return is_member(user) and comment.author_id == user.pk and not comment.is_deleted


def can_edit_comment(user: Any, comment: Any) -> bool:
    """Row 11: as for deleting; what a moderator has declined stays as it was judged."""
    return can_delete_comment(user, comment) and not comment.is_declined


def decides_on_comments(user: Any) -> bool:
    """Row 14: whose work it is to approve or decline what newcomers write."""
    return has_site_role(user, SiteRole.MODERATOR, SiteRole.ADMINISTRATOR)


def edit_is_marked(comment: Any, at: datetime) -> bool:
    """Row 11: within 30 minutes a comment can be corrected without a mark."""
    return at - comment.created_at > SILENT_EDIT


def reply_parent(comment: Any) -> Any:
    """Return what a reply to `comment` hangs under: at the lowest level, beside it."""
    return comment.parent if comment.depth >= MAX_DEPTH else comment
