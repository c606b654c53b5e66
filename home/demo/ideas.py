from __future__ import annotations

from arena.models import IdeaIndexPage, IdeaPage
from core.choices import TermKind
from home.prose import Row

from .pages import write_pages
from .world import World, rows


def load(world: World) -> None:
    """Share the ideas and needs."""
    write_pages(world, "idea", rows("ideas", "idea"), under=IdeaIndexPage.objects.originals().get(), build=_idea)


def _idea(world: World, row: Row) -> IdeaPage:
    return IdeaPage(
        kind=row["kind"],
        phase=world.terms[TermKind.PHASE, row["phase"]],
        contact=row.get("contact", ""),
        **{name: row[name].strip() for name in ("current_situation", "desired_outcome", "body")},
        **world.subject(row),
    )
