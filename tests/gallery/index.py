"""The index page of the gallery: groups, names, and which pictures one wants side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.template import Context, Engine

from tests.gallery.pictures import Picture
from tests.gallery.scene import Scene

FILE = "index.html"
CHOICES = [("w1280", "1280 px"), ("w390", "390 px"), *((one, one) for one in ("light", "dark", "nb", "nn", "en"))]
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Drawn:
    """A scene with the pictures that were taken of it, and what was wrong with it."""

    scene: Scene
    pictures: list[Picture]
    faults: list[str]


def write(folder: Path, drawn: dict[str, list[Drawn]]) -> None:
    """Write the index of the pictures in `folder`."""
    template = Engine(dirs=[str(HERE)]).get_template(FILE)
    (folder / FILE).write_text(template.render(Context({"groups": drawn, "choices": CHOICES})), encoding="utf-8")
