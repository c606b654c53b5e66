from __future__ import annotations

from wagtail.models import Locale

from core.models import Term

from .world import World, rows


def load(world: World) -> None:
    """Make the phases, service areas and themes; their names are bokmål, the only tree of content there is."""
    locale = Locale.get_default()
    there = {(term.kind, term.slug): term for term in Term.objects.filter(locale=locale)}
    for row in rows("taxonomy", "term"):
        key = (row["kind"], row["slug"])
        if key not in there:
            told = {name: row[name] for name in ("kind", "slug", "name", "description", "order")}
            there[key] = Term.objects.create(locale=locale, **told)
            world.made["terms"] += 1
    world.terms = there
