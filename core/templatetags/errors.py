from __future__ import annotations

from django import template

from core import reference

register = template.Library()


@register.simple_tag(name="reference")
def show_reference() -> str:
    """Return the number of the present request, as it stands in the log."""
    return reference.current()
