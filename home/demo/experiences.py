from __future__ import annotations

from cases import rules
from cases.actions import approve
from cases.models import ChallengeMeasure, ExperienceIndexPage, ExperiencePage, SuccessFactor
from core import actions
from core.models import BasePage
from home.prose import Row
from people.choices import MemberRole

from . import pages
from .world import Author, World, rows

TOLD = ("area", "solution", "supplier", "collaboration")


def load(world: World) -> None:
    """Write the experience reports, and let key persons approve what their colleagues have written."""
    pages.write_pages(
        world,
        "experience",
        rows("experiences", "experience"),
        under=ExperienceIndexPage.objects.originals().get(),
        build=_experience,
        publish=_publish,
    )


def _experience(world: World, row: Row) -> ExperiencePage:
    return ExperiencePage(
        body=row["body"].strip(),
        weeks_in_use=row.get("weeks_in_use"),
        success_factors=[SuccessFactor(sort_order=n, **one) for n, one in enumerate(row.get("success_factor", []))],
        challenges=[ChallengeMeasure(sort_order=n, **one) for n, one in enumerate(row.get("challenge", []))],
        **{name: row[name] for name in TOLD},
        **world.subject(row),
    )


def _publish(page: BasePage, author: Author, access_key: str) -> None:
    if rules.may_publish(author.user, page.state.organisation_id):
        pages.publish(page, author, access_key)
        return
    actions.submit_page(page=page, author=author.user, access_key=access_key)
    key_person = page.state.organisation.memberships.filter(role=MemberRole.KEY_PERSON).select_related("user").first()
    approve(page=page, approver=key_person.user, seen_revision=page.latest_revision_id)
