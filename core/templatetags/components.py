"""Components that are a function of their context alone; what one has drawn is remembered for the same context.

A card in a list is drawn once in a process and language, however many lists show it: nothing has to be thrown away
when content changes, because another content is another context.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 4_000  # drawings that a process remembers, of some 2 kB each
PLAIN = (str, int, bool, float, type(None), datetime, date)
_drawn: dict[Any, str] = {}


@register.simple_tag
def component(template_name: str, **context: Any) -> str:
    """Draw a template from nothing but `context`: `{% component "components/card.html" url=url title=title %}`.

    Of an object that is not a number, a date, a list, a dict or a dataclass the template may show nothing but the text.
    """
    if settings.DEBUG:
        return _draw(template_name, context)
    key = template_name, get_language(), _key(context)
    html = _drawn.get(key)
    if html is None:
        if len(_drawn) >= MOST:
            _drawn.clear()
        html = _drawn[key] = _draw(template_name, context)
    return html


def _draw(template_name: str, context: dict[str, Any]) -> str:
    return get_template(template_name).render(context)


def _key(value: Any) -> Any:
    """Return what tells `value` from every other that is drawn differently; safe text is not the same as plain."""
    kind = type(value)
    if kind is str:
        return value
    if kind in PLAIN:
        return kind, value  # True, 1 and 1.0 are the same key, but are not drawn alike
    if kind is dict:
        return tuple([(name, _key(one)) for name, one in value.items()])
    if kind in (list, tuple):
        return tuple([_key(one) for one in value])
    if kind is SafeString:
        return SafeString, value
    if is_dataclass(value):
        return tuple([_key(one) for one in vars(value).values()])
    return _key(str(value))
