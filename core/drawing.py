"""Pictures that browsers and other sites want as files: icons, and what is shown where a page is shared.

Drawn with Pillow, four times as large as they are kept, in the colours of `theme.css`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from . import arcade

STATIC = settings.ROOT / "site" / "static"
FONT = settings.NODE_MODULES / "@fontsource-variable" / "inter" / "files" / "inter-latin-wght-normal.woff2"
SHARE_SIZE = (1200, 630)
COLOURS = ("primary", "plum", "fjord", "clay", "moss", "ochre")
TONES = {1: "surface-hover", 2: "surface-active", 3: "border-subtle", 4: "base-default"}
LARGER = 4


@cache
def _theme() -> str:
    return (STATIC / "css" / "theme.css").read_text(encoding="utf-8")


@cache
def colour(name: str, step: str) -> str:
    """Return a colour of the light theme, as in `#0b5f55`; raises LookupError if there is none of that name."""
    found = re.search(rf"--ds-color-{name}-{step}: (#[0-9a-f]{{6}});", _theme())
    if not found:
        raise LookupError(f"{name}-{step}")
    return found[1]


def mark(size: int, *, rounded: bool = True) -> Image.Image:
    """Return the mark of the site as a square of `size` pixels; without its round corners it can be cut by others."""
    unit = size * LARGER / 40
    picture = Image.new("RGBA", (size * LARGER,) * 2)
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, *picture.size), 9 * unit if rounded else 0, fill=colour("primary", "base-default"))
    for left, ink in ((9, "#ffffff"), (20, colour("ochre", "border-subtle"))):
        _stroke(pen, left, ink, unit)
    pen.ellipse([(20 - 3) * unit, (9.5 - 3) * unit, (20 + 3) * unit, (9.5 + 3) * unit], fill="#ffffff")
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _stroke(pen: ImageDraw.ImageDraw, left: float, ink: str, unit: float) -> None:
    """Draw one arch of the mark: 11 units wide, its line 4 units, with round feet."""
    pen.arc([(left - 2) * unit, 12 * unit, (left + 13) * unit, 27 * unit], 180, 360, fill=ink, width=round(4 * unit))
    for foot in (left, left + 11):
        pen.rectangle([(foot - 2) * unit, 19.5 * unit, (foot + 2) * unit, 31 * unit], fill=ink)
        pen.ellipse([(foot - 2) * unit, 29 * unit, (foot + 2) * unit, 33 * unit], fill=ink)


def share_picture(name: str) -> Image.Image:
    """Return the picture of an arena, known by its colour: its arcade, the mark and the name of the site."""
    width, height = (side * 2 for side in SHARE_SIZE)
    picture = Image.new("RGB", (width, height), colour(name, "surface-tinted"))
    pen = ImageDraw.Draw(picture)
    unit = 2.8
    for arch in arcade.arches(name, round(width / unit) + arcade.WIDTHS[0]):
        _opening(pen, arch, name, unit, height)
    sign = mark(240)
    picture.paste(sign, (150, 150), sign)
    font = ImageFont.truetype(str(FONT), 190)
    font.set_variation_by_axes([680])
    pen.text((460, 270), settings.WAGTAIL_SITE_NAME, font=font, fill=colour(name, "text-default"), anchor="lm")
    return picture.resize(SHARE_SIZE, Image.Resampling.LANCZOS)


def _opening(pen: ImageDraw.ImageDraw, arch: arcade.Arch, name: str, unit: float, ground: int) -> None:
    ink = _ink(name, arch.tone)
    left, right, top = arch.left * unit, (arch.left + arch.width) * unit, ground - arch.height * unit
    pen.ellipse([left, top, right, top + arch.width * unit], fill=ink)
    pen.rectangle([left, top + arch.radius * unit, right, ground], fill=ink)
    if arch.inner:
        _opening(pen, arch.inside(), name, unit, ground)
    if arch.dot:
        middle, reach = left + arch.radius * unit, arcade.DOT * unit
        above = top - reach - 6 * unit
        pen.ellipse([middle - reach, above - reach, middle + reach, above + reach], fill=ink)


def _ink(name: str, tone: int) -> str:
    if tone == arcade.ACCENT:
        return colour("primary" if name == "ochre" else "ochre", "border-subtle")
    return colour(name, TONES[tone])


def draw_all(folder: Path) -> list[Path]:
    """Draw every picture below `folder`; return where they are."""
    (folder / "share").mkdir(parents=True, exist_ok=True)
    icons = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512}
    drawn = []
    for file, size in icons.items():
        mark(size, rounded=False).convert("RGB").quantize(64).save(folder / file, optimize=True)
        drawn.append(folder / file)
    mark(48).save(folder / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
    for name in COLOURS:
        path = folder / "share" / f"{name}.png"
        share_picture(name).quantize(96).save(path, optimize=True)
        drawn.append(path)
    return [*drawn, folder / "favicon.ico"]
