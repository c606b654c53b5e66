from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from core.choices import Language
from home.prose import Row
from market.addresses import NOTICES, belongs_to_another
from market.models import ProcurementNotice, SupplierProfile
from market.snippets import MarketSnippet

from .world import World, rows

TOLD_OF_NOTICE = ("title", "type", "value_nok", "contact", "reference")


def load(world: World) -> None:
    """Publish the profiles of the suppliers and the notices of the buyers, as the admin does."""
    for place, row in enumerate(rows("market", "supplier")):
        organisation = world.organisations[row["organisation"]]
        if not SupplierProfile.objects.filter(Q(organisation=organisation) | Q(slug=row["slug"])).exists():
            told = {"organisation": organisation, "name": row["name"], "website": row["website"]}
            _publish(world, "suppliers", SupplierProfile(**told), row, place)
    for place, row in enumerate(rows("market", "notice")):
        if not _is_known(row["slug"]):
            told = {name: row[name] for name in TOLD_OF_NOTICE}
            notice = ProcurementNotice(buyer=world.organisations[row["buyer"]], deadline=_deadline(world, row), **told)
            _publish(world, "notices", notice, row, place)


def _is_known(slug: str) -> bool:
    """Tell whether there is a notice at this address, or was until somebody gave it another."""
    return ProcurementNotice.objects.filter(slug=slug).exists() or belongs_to_another(NOTICES, slug)


def _deadline(world: World, row: Row) -> datetime | None:
    if "deadline_time" not in row:
        return None
    ahead = row["deadline_in_days"] if "deadline_in_days" in row else -row["deadline_days_ago"]
    return world.on_day(ahead, row["deadline_time"])


def _publish(world: World, kind: str, snippet: MarketSnippet, row: Row, place: int) -> None:
    """Save and publish what is common to both kinds, at its own time."""
    at = world.moment(row["days_ago"], minute=place)
    told = {name: row[name].strip() for name in ("slug", "summary", "body")} | world.subject(row)
    told["language"] = row.get("language", Language.BOKMAL)
    # A deadline must come after publication, so the time of that is told first.
    for name, value in {"live": False, "first_published_at": at, **told}.items():
        setattr(snippet, name, value)
    snippet.save()
    snippet.save_revision().publish(skip_permission_checks=True)
    snippet.revisions.update(created_at=at)
    type(snippet).objects.filter(pk=snippet.pk).update(last_published_at=at)
    world.made[kind] += 1
