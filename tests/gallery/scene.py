"""A scene: one page in one state, as one person meets it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.e2e.crowd import Crowd
from tests.gallery.visitor import Visitor

WIDE, NARROW, PAPER, HEIGHT = 1280, 390, 794, 900  # pixels; the paper is A4 at 96 dots an inch
BOKMAAL = "nb"
OTHERS = ("nn", "en")
Step = tuple[str, ...]


@dataclass(frozen=True)
class Scene:
    """Somebody opens `path` and does what `do` says: names of what a `Visitor` does, each with its words.

    `shows` is what stands there in the end: a row of tests/addresses.csv, an address under /konto/, or the template of
    an error page. `status` is what `path` is answered with. `languages` are those in which it is shown besides bokmål.
    `fresh` is for a visit in which the session is lost or changed, `narrow` for what only a small screen has.
    """

    name: str
    path: str
    shows: str
    who: str = ""
    do: tuple[Step, ...] = ()
    status: int = 200
    languages: tuple[str, ...] = ()
    fresh: bool = False
    narrow: bool = False
    media: str = "screen"
    language: str = BOKMAAL

    def __str__(self) -> str:
        return self.name if self.language == BOKMAAL else f"{self.name}-{self.language}"

    @property
    def address(self) -> str:
        return self.path if self.language == BOKMAAL else f"/{self.language}{self.path}"

    @property
    def widths(self) -> tuple[int, ...]:
        if self.media == "print":
            return (PAPER,)
        return (NARROW,) if self.narrow else (WIDE, NARROW)

    @property
    def schemes(self) -> tuple[str, ...]:
        return ("light",) if self.media == "print" else ("light", "dark")

    def in_all_languages(self) -> list[Scene]:
        return [self, *(replace(self, language=language) for language in self.languages)]


def play(scene: Scene, crowd: Crowd, *, javascript: bool = True) -> Visitor:
    """Let somebody enter and do what the scene says; return them, standing there.

    Raises `AssertionError` when the answer is another than it says.
    """
    somebody = Visitor(crowd.enters(scene.who, javascript=javascript, fresh=scene.fresh), crowd.site)
    somebody.page.set_viewport_size({"width": scene.widths[0], "height": HEIGHT})
    status = somebody.goes_to(scene.address)
    assert status == scene.status, f"{status} at {scene.address}"
    for verb, *words in scene.do:
        getattr(somebody, verb)(*words)
    return somebody
