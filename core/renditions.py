"""The sizes that pictures are shown in, on the site and at the editors' desk.

They are made when a picture is saved (`lifecycle.size_picture`), so that reading writes nothing: a page shows those
that exist (`existing`), else the picture as it was uploaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.images.models import Filter


@dataclass(frozen=True)
class Look:
    """One way to show a picture: Wagtail's filter specs, smallest first, and how wide it stands, for `sizes`."""

    specs: tuple[str, ...]
    sizes: str

    @property
    def filters(self) -> list[Filter]:
        return [Filter(spec=spec) for spec in self.specs]


LOOKS = {
    "text": Look(tuple(f"width-{width}|format-webp" for width in (480, 800, 1200)), "(min-width: 64rem) 48rem, 100vw"),
}
# What Wagtail shows to editors: in lists and choosers, beside a form, when two pictures or versions are compared.
DESK = ("max-150x150", "max-165x165", "max-400x400", "fill-600x338", "max-800x600", "original")
SPECS = (*DESK, *(spec for look in LOOKS.values() for spec in look.specs))


def make(image: Any) -> None:
    """Make what is missing of every size of a picture. Side effects: files and rows of renditions."""
    image.get_renditions(*SPECS)


def existing(image: Any, look: Look) -> list[Any]:
    """Return the renditions of a look, smallest first, each width once; the picture itself when none has been made."""
    found = image.find_existing_renditions(*look.filters).values()
    by_width = {one.width: one for one in found}
    return [by_width[width] for width in sorted(by_width)]
