"""Pictures drawn by code, as SVG in the page."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from core import arcade as drawing

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=64)
def arcade(seed: str) -> SafeString:
    """Return the drawing that belongs to `seed`, coloured by `art.css`: `{% arcade "/innovasjon/" %}`."""
    shapes = "".join(_shapes(arch) for arch in drawing.arches(seed))
    return mark_safe(  # noqa: S308 - made of numbers
        f'<svg class="mp-art" viewBox="0 0 {drawing.WIDTH} {drawing.HEIGHT}" preserveAspectRatio="xMaxYMax meet"'
        f' aria-hidden="true" focusable="false">{shapes}</svg>'
    )


def _shapes(arch: drawing.Arch) -> str:
    dot = ""
    if arch.dot:
        top = drawing.HEIGHT - arch.height - drawing.DOT - 6
        dot = f'<circle data-tone="{arch.tone}" cx="{arch.left + arch.radius:g}" cy="{top}" r="{drawing.DOT}"/>'
    return _opening(arch) + (_opening(arch.inside()) if arch.inner else "") + dot


def _opening(arch: drawing.Arch) -> str:
    ground, radius = drawing.HEIGHT, f"{arch.radius:g}"
    shoulder = f"{ground - arch.height + arch.radius:g}"
    path = f"M{arch.left} {ground}V{shoulder}a{radius} {radius} 0 0 1 {arch.width} 0V{ground}Z"
    return f'<path data-tone="{arch.tone}" d="{path}"/>'
