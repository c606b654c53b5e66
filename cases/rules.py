"""Who may write, publish and approve experience reports. Sources: rows 16 and 17 of tests/permissions.csv.

A right comes from a membership, by the kind of its organisation, and from a site role. Those who work for the market
place are members of an organisation of the kind «other»; there, the role decides. Elsewhere a site role takes nothing
away: a moderator who is also a nurse in a municipality writes as a nurse.
"""

from __future__ import annotations

from typing import Any

from core.text import fold
from people.choices import OrganisationKind, SiteRole
from people.rules import belongs_to, has_site_role, membership_in, memberships, needs_review, site_roles

from .choices import PublishOutcome

WRITING_ROLES = (SiteRole.EDITOR, SiteRole.PROCUREMENT_OFFICER)


def writes_in(user: Any, membership: Any) -> bool:
    """Tell whether `user` may write reports on behalf of the organisation of one of the user's own memberships."""
    if membership.organisation.kind != OrganisationKind.OTHER:
        return True
    return has_site_role(user, *WRITING_ROLES) or not site_roles(user)


def writing_memberships(user: Any) -> list[Any]:
    return [one for one in memberships(user) if writes_in(user, one)]


def may_write(user: Any) -> bool:
    """Row 16.

    Municipality members and other members: yes. Suppliers: yes, about their own work (`is_own_work`). Editors and
    procurement officers: yes, for the organisation they belong to. Moderators and administrators: not as such. Former
    members have no membership left, anonymous readers log in first: no.
    """
    return bool(writing_memberships(user))


def is_own_work(organisation: Any, supplier: str) -> bool:
    """Row 16, the suppliers' cells: a report by a supplier is about what that supplier itself delivers."""
    return not organisation.is_supplier or fold(supplier.strip()) == fold(organisation.name)


def publishes_everywhere(user: Any) -> bool:
    """Row 17: editors and administrators publish for every organisation."""
    return has_site_role(user, SiteRole.EDITOR, SiteRole.ADMINISTRATOR)


def may_publish(user: Any, organisation_id: int | None) -> bool:
    """Row 17.

    Municipality members: the key person, who is the approver of her own organisation. Suppliers: never a
    municipality's report; the key person publishes the supplier's own. Editors and administrators: any. Procurement
    officers: their own organisation, unless it is a supplier. Moderators and former members: no.
    """
    if publishes_everywhere(user):
        return True
    membership = membership_in(user, organisation_id)
    if membership is None or not writes_in(user, membership):
        return False
    is_officer = has_site_role(user, SiteRole.PROCUREMENT_OFFICER)
    return membership.is_key_person or (is_officer and not membership.organisation.is_supplier)


def publishing_organisation_ids(user: Any) -> list[int]:
    """Return the organisations of `user` that the user publishes for."""
    ids = [one.organisation_id for one in memberships(user)]
    return [one for one in ids if may_publish(user, one)]


def is_approver(user: Any) -> bool:
    return publishes_everywhere(user) or bool(publishing_organisation_ids(user))


def publish_outcome(user: Any, organisation_id: int | None) -> PublishOutcome:
    """Return what happens when `user` is done with a report of the organisation."""
    if not may_publish(user, organisation_id):
        return PublishOutcome.APPROVAL
    return PublishOutcome.REVIEW if needs_review(user, organisation_id) else PublishOutcome.PUBLISH


def existence_is_secret(user: Any, organisation_id: int | None) -> bool:
    """Row 17: where the cell is `o`, another organisation's report looks as if it were not there (404, not 403)."""
    if belongs_to(user, organisation_id) or has_site_role(user, SiteRole.MODERATOR):
        return False
    return any(not one.organisation.is_supplier for one in memberships(user))


def is_waiting(page: Any) -> bool:
    """Tell whether a report has been sent for approval, and has not been published or withdrawn since."""
    state = page.state
    if state.submitted_at is None or not page.has_unpublished_changes:
        return False
    return state.withdrawn_at is None or state.submitted_at > state.withdrawn_at
