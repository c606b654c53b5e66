"""Who somebody is on the site. Sources: rows of tests/permissions.csv, by number."""

from __future__ import annotations

from typing import Any

from core.access import MEMBERS, organisation_key

from .choices import SiteRole


def memberships(user: Any) -> list[Any]:
    """Return the current memberships of `user`; asked of the database once for each user object."""
    if user is None or not user.is_authenticated:
        return []
    if not hasattr(user, "_current_memberships"):
        user._current_memberships = list(user.memberships.current().select_related("organisation"))
    return user._current_memberships


def membership_in(user: Any, organisation_id: int | None) -> Any | None:
    """Return the current membership of `user` in one organisation, or None."""
    return next((one for one in memberships(user) if one.organisation_id == organisation_id), None)


def is_member(user: Any) -> bool:
    """Tell whether `user` may post at all (row 4): a current membership in a verified organisation."""
    return bool(memberships(user))


def belongs_to(user: Any, organisation_id: int | None) -> bool:
    return membership_in(user, organisation_id) is not None


def is_key_person_of(user: Any, organisation_id: int | None) -> bool:
    membership = membership_in(user, organisation_id)
    return membership is not None and membership.is_key_person


def site_roles(user: Any) -> frozenset[str]:
    """Return the roles `user` has for the market place itself; asked of the database once for each user object."""
    if user is None or not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_site_roles"):
        user._site_roles = frozenset(user.groups.values_list("name", flat=True)) & set(SiteRole.values)
    return user._site_roles


def has_site_role(user: Any, *roles: str) -> bool:
    return not site_roles(user).isdisjoint(roles)


def held_access_keys(user: Any) -> list[str]:
    """Return the access keys that membership gives: the members' own, and one for each organisation."""
    keys = [organisation_key(one.organisation_id) for one in memberships(user)]
    if keys or site_roles(user):
        keys.append(MEMBERS)
    return keys


def needs_review(user: Any, organisation_id: int | None) -> bool:
    """Tell whether what `user` posts waits for a moderator: nobody has vouched for the membership yet."""
    if has_site_role(user, SiteRole.EDITOR, SiteRole.ADMINISTRATOR):
        return False
    membership = membership_in(user, organisation_id)
    return membership is None or membership.verified_at is None


def may_edit_page(user: Any, organisation_id: int | None) -> bool:
    """Row 5: one's own organisation's pages; editors and administrators everyone's."""
    return belongs_to(user, organisation_id) or has_site_role(user, SiteRole.EDITOR, SiteRole.ADMINISTRATOR)


def existence_is_secret(user: Any) -> bool:
    """Tell whether another organisation's page is to look as if it were not there (row 5: 404, not 403)."""
    return is_member(user) and not has_site_role(user, SiteRole.MODERATOR)


def may_read_draft(user: Any, page: Any) -> bool:
    """Row 2: the author's organisation, editors and administrators; moderators what is submitted for review."""
    if has_site_role(user, SiteRole.MODERATOR) and page.current_workflow_state is not None:
        return True
    return may_edit_page(user, page.state.organisation_id)
