"""Pictures of scenes: wide and narrow, light and dark; the whole page, and nothing that moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.gallery.scene import HEIGHT, Scene

LONGEST = 12_000  # pixels; what goes on for longer is cut


@dataclass(frozen=True)
class Picture:
    """A picture in `file`, a path below the folder of the gallery."""

    file: str
    width: int
    scheme: str


def take(scene: Scene, page: Page, folder: Path) -> Iterator[Picture]:
    """Take the pictures of what `page` shows into `folder`."""
    for width in scene.widths:
        for scheme in scene.schemes:
            look(page, width, scheme, scene.media)
            name = f"{scene}-{width}-{scheme}.png"
            height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
            clip = {"x": 0, "y": 0, "width": width, "height": height}
            page.screenshot(path=folder / name, full_page=True, clip=clip, animations="disabled", caret="hide")
            yield Picture(name, width, scheme)


def look(page: Page, width: int, scheme: Any, media: Any = "screen") -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme=scheme, media=media, reduced_motion="reduce")
