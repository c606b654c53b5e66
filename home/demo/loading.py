from __future__ import annotations

from collections import Counter

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from . import articles, discussions, events, experiences, ideas, market, people, taxonomy
from .world import World

ROOMS = (taxonomy, people, articles, ideas, experiences, events, discussions, market)


@transaction.atomic
def load() -> Counter[str]:
    """Make what is missing of the demo world, and return how many of each kind were made.

    Raises `ImproperlyConfigured` where there must be no demo accounts. Side effects: those of the actions that the
    people of the demo world would have used; mails to them among these.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Demo accounts, whose passwords everybody knows, exist only where DEMO is true.")
    world = World()
    for room in ROOMS:
        room.load(world)
    return world.made
