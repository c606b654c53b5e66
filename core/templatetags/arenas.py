"""The colours of the arenas."""

from __future__ import annotations

from django import template

from core import languages, navigation

register = template.Library()


@register.filter
def arena_color(path: str) -> str:
    """Return the colour of the arena that an address with or without prefix lies in: `{{ url|arena_color }}`."""
    return navigation.arena_color(languages.split(path)[1])
