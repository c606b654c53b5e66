from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from home.prose import Row
from market.models import ProcurementNotice, SupplierProfile
from market.snippets import MarketSnippet

from .world import World, rows

Special = Callable[[World, Row], dict[str, Any]]


def load(world: World) -> None:
    """Publish the profiles of the suppliers and the notices of the buyers, as the admin does."""
    _publish(world, "supplier", SupplierProfile, _of_supplier)
    _publish(world, "notice", ProcurementNotice, _of_notice)


def _publish(world: World, kind: str, model: type[MarketSnippet], special: Special) -> None:
    there = set(model.objects.values_list("slug", flat=True))
    for place, row in enumerate(rows("market", kind)):
        if row["slug"] in there:
            continue
        common = {"slug": row["slug"], "summary": row["summary"], "body": row["body"].strip(), **world.subject(row)}
        at = world.moment(row["days_ago"], minute=place)
        # A deadline must come after publication, so the time of that is told first.
        snippet = model(live=False, first_published_at=at, **common, **special(world, row))
        snippet.save()
        snippet.save_revision().publish(skip_permission_checks=True)
        snippet.revisions.update(created_at=at)
        model.objects.filter(pk=snippet.pk).update(last_published_at=at)
        world.made[f"{kind}s"] += 1


def _of_supplier(world: World, row: Row) -> dict[str, Any]:
    organisation = world.organisations[row["organisation"]]
    return {"organisation": organisation, "name": row["name"], "website": row["website"]}


def _of_notice(world: World, row: Row) -> dict[str, Any]:
    told = {name: row[name] for name in ("title", "type", "value_nok", "contact", "reference")}
    return {"buyer": world.organisations[row["buyer"]], "deadline": _deadline(world, row), **told}


def _deadline(world: World, row: Row) -> datetime | None:
    if "deadline_time" not in row:
        return None
    ahead = row["deadline_in_days"] if "deadline_in_days" in row else -row["deadline_days_ago"]
    return world.on_day(ahead, row["deadline_time"])
