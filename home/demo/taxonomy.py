from __future__ import annotations

from core.models import Term

from .world import World, rows


def load(world: World) -> None:
    """Make the phases, service areas and themes."""
    there = {(term.kind, term.slug): term for term in Term.objects.all()}
    for row in rows("taxonomy", "term"):
        key = (row["kind"], row["slug"])
        if key not in there:
            there[key] = Term.objects.create(**row)
            world.made["terms"] += 1
    world.terms = there
