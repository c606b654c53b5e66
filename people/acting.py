"""On behalf of which organisation somebody acts.

The session only proposes one; every form carries its own and its POST checks it, so that two tabs cannot mix them up.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core import limits

from .rules import membership_in, memberships, needs_review

SESSION_KEY = "acting_organisation"


def acting_membership(request: HttpRequest) -> Any | None:
    """Return the membership that a new form proposes, None for somebody without one."""
    current = memberships(request.user)
    if not current:
        return None
    return membership_in(request.user, request.session.get(SESSION_KEY)) or current[0]


def act_for(request: HttpRequest, organisation_id: int) -> bool:
    """Remember the organisation for the next forms; False when the person does not belong to it."""
    if membership_in(request.user, organisation_id) is None:
        return False
    request.session[SESSION_KEY] = organisation_id
    return True


def count_post(name: str, user: Any, organisation: Any) -> None:
    """Count something that `user` posts for `organisation`; raises `limits.TooMany`. Newcomers may post less."""
    narrow = f"{name}.newcomer" if needs_review(user, organisation.pk) else name
    limits.spend(narrow, limits.person(user))
