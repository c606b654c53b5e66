"""The command line of the gallery."""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error

from tests import services
from tests.e2e import axe
from tests.e2e.crowd import Crowd, chromium
from tests.e2e.site import ROOT, Site, demo_site
from tests.gallery import index, mailbag, pictures, walks
from tests.gallery.index import Drawn
from tests.gallery.scene import Scene, play
from tests.gallery.scenes import GROUPS
from tests.gallery.shown import not_shown

FOLDER = ROOT / "gallery"


def main() -> int:
    """Draw the gallery and its index page; return 1 if a scene had a fault."""
    asked = _asked()
    if (program := services.chromium()) is None:
        raise SystemExit("There is no Chromium on this machine.")
    began = time.monotonic()
    if not (asked.only or asked.walk):
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    with _site(asked) as site, chromium(program) as browser:
        crowd = Crowd(browser, site)
        drawn = {
            group: [
                _draw(scene, crowd, asked)
                for one in scenes
                for scene in one.in_all_languages()
                if asked.only in str(scene)
            ]
            for group, scenes in GROUPS.items()
        }
        if not asked.walk:
            drawn["Mail"] = list(mailbag.draw(site, browser.new_page(), FOLDER, only=asked.only))
            index.write(FOLDER, drawn)
    return _tell(drawn, time.monotonic() - began)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make gallery")
    parser.add_argument("--only", default="", help="draw the scenes whose names hold this")
    parser.add_argument(
        "--walk", action="store_true", help="take no pictures: look for faults with axe-core and by keyboard"
    )
    parser.add_argument("--site", help="the address of a demo site that runs already, without a slash at the end")
    parser.add_argument("--var", type=Path, help="the folder that holds its state")
    return parser.parse_args()


@contextmanager
def _site(asked: argparse.Namespace) -> Iterator[Site]:
    """Use the site that was asked for, or serve the demo world from a folder that is thrown away."""
    if asked.site:
        yield Site(asked.site, asked.var)
        return
    with tempfile.TemporaryDirectory(prefix="markedsplassen-gallery-") as var, demo_site(Path(var)) as site:
        yield site


def _draw(scene: Scene, crowd: Crowd, asked: argparse.Namespace) -> Drawn:
    taken, faults = [], []
    try:
        page = play(scene, crowd).page
        faults = not_shown(scene, page.url)
        if asked.walk:
            faults += [*axe.faults(page), *walks.walk(page)] if scene.media == "screen" else []
        else:
            taken = list(pictures.take(scene, page, FOLDER))
    except (AssertionError, Error) as error:
        faults.append(str(error).strip())
    faults += crowd.leave()
    _say(f"{scene}: {len(taken)} pictures" + (f", {len(faults)} faults" if faults else ""))
    return Drawn(scene, taken, faults)


def _tell(drawn: dict[str, list[Drawn]], seconds: float) -> int:
    every = [one for group in drawn.values() for one in group]
    faults = [f"{one.scene}: {fault}" for one in every for fault in one.faults]
    pictures_taken = sum(len(one.pictures) for one in every)
    _say(f"{len(every)} scenes, {pictures_taken} pictures in {seconds:.0f} s, {len(faults)} faults")
    _say("\n".join(faults))
    _say(f"Open {FOLDER / index.FILE}")
    return int(bool(faults))


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a command
