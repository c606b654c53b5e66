"""Who may arrange events and take part in them. Sources: rows 19 to 21 of tests/permissions.csv."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from people.choices import SiteRole
from people.rules import has_site_role, membership_in, memberships

from .choices import RegistrationStatus


def may_arrange(user: Any, organisation_id: int | None) -> bool:
    """Row 19: one's own organisation's events, but not as a supplier or moderator; editors and administrators all."""
    if has_site_role(user, SiteRole.EDITOR, SiteRole.ADMINISTRATOR):
        return True
    membership = membership_in(user, organisation_id)
    if membership is None or membership.organisation.is_supplier:
        return False
    return has_site_role(user, SiteRole.PROCUREMENT_OFFICER) or not has_site_role(user, SiteRole.MODERATOR)


def own_arrangers(user: Any) -> list[int]:
    """Return the primary keys of the organisations on whose behalf `user` may arrange events (row 19)."""
    return [one.organisation_id for one in memberships(user) if may_arrange(user, one.organisation_id)]


def may_register(user: Any) -> bool:
    """Row 20: everybody who is signed in, also without a membership; a registration is one's own."""
    return user.is_authenticated


def may_see_participants(user: Any, organisation_id: int | None) -> bool:
    """Row 21: those who arrange the event, and nobody else."""
    return may_arrange(user, organisation_id)


def registration_status(event: Any, at: datetime) -> RegistrationStatus:
    """Return whether one can register for `event` at the moment `at`; at the deadline itself it is too late."""
    if at >= event.ends_at:
        return RegistrationStatus.OVER
    if at >= event.closes_at:
        return RegistrationStatus.CLOSED
    if event.capacity is not None and event.taken >= event.capacity:
        return RegistrationStatus.FULL
    return RegistrationStatus.OPEN
