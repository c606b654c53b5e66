"""The beginning of a text."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.defaultfilters import stringfilter

from core.text import cut_short

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def excerpt(text: Any, most: int) -> str:
    """Return the first `most` words of `text`, on one line: `{{ summary|excerpt:28 }}`."""
    words = text.split()
    return cut_short(" ".join(words[:most])) if len(words) > most else " ".join(words)
