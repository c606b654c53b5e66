"""Pictures in the sizes of `core/renditions.py`."""

from __future__ import annotations

from typing import Any

from django import template

from core.renditions import LOOKS, existing

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(image: Any, alt: str, look: str = "text", *, first: bool = False) -> dict[str, Any]:
    """Show a picture; `first` is for the one that meets the eye, fetched at once: `{% picture image alt %}`."""
    renditions = existing(image, LOOKS[look])
    return {
        "renditions": renditions if len(renditions) > 1 else [],
        "largest": renditions[-1] if renditions else image,
        "sizes": LOOKS[look].sizes,
        "alt": alt,
        "first": first,
    }
