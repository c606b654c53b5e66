"""What follows from the dates of a notice, and which dates it may have. Pure: the moment is always handed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from .choices import NoticeStatus, NoticeType

# An award tells of what has been decided: nobody answers it.
ANSWERED = frozenset(set(NoticeType) - {NoticeType.AWARD})
LONGEST_AHEAD = timedelta(days=3652)
LARGEST_VALUE = Decimal("100_000_000_000")  # NOK


def status(notice_type: str, deadline: datetime | None, at: datetime) -> NoticeStatus:
    """Return whether a notice takes answers at the moment `at`: before the deadline it does, at it one is late."""
    if notice_type not in ANSWERED:
        return NoticeStatus.CLOSED
    return NoticeStatus.OPEN if deadline is None or at < deadline else NoticeStatus.CLOSED


def needs_deadline(notice_type: str) -> bool:
    """Tell whether a notice of this type cannot be published without a deadline."""
    return notice_type == NoticeType.COMPETITION


def publication(first_published_at: datetime | None, go_live_at: datetime | None, at: datetime) -> datetime:
    """Return when a notice was published, or at the earliest can be."""
    return first_published_at or max(at, go_live_at or at)


def is_before_publication(deadline: datetime, published_at: datetime) -> bool:
    return deadline <= published_at


def is_too_far_ahead(deadline: datetime, at: datetime) -> bool:
    """Tell whether a deadline lies more than ten years ahead: most likely a slip of the keys."""
    return deadline > at + LONGEST_AHEAD
