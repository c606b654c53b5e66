"""What is asked of every scene besides what axe-core knows: room, text spacing, and the way by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.e2e.axe import NARROW, NARROWEST, WIDE, WIDER_THAN_THE_SCREEN
from tests.gallery.scene import HEIGHT

LOW = 256  # pixels: with 320 in width what a screen of 1280 x 1024 has left at 400 %
SCRIPT = Path(__file__).parent / "walks.js"
MOST_STOPS = 600
SIZES = [(WIDE, HEIGHT), (NARROW, HEIGHT), (NARROWEST, HEIGHT), (NARROWEST, LOW)]


def walk(page: Page) -> list[str]:
    """Return what is wrong with what `page` shows, a line each; its size is put back."""
    page.emulate_media(color_scheme="light", media="screen", reduced_motion="reduce")
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found = [fault for width, height in SIZES for fault in _room(page, width, height)]
    found += [fault for width in (WIDE, NARROW) for fault in _keyboard(page, width)]
    found += _spacing(page)
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    return found


def _room(page: Page, width: int, height: int) -> Iterator[str]:
    """Nothing is wider than the screen, nothing that stays in place covers most of it."""
    page.set_viewport_size({"width": width, "height": height})
    yield from (f"{width} px, wider than the screen: {one}" for one in page.evaluate(WIDER_THAN_THE_SCREEN))
    yield from (f"{width} x {height} px, covers the page: {one}" for one in page.evaluate("walks.covering()"))


def _spacing(page: Page) -> Iterator[str]:
    """With the text spacing of WCAG 1.4.12 nothing is cut or wider than the screen."""
    page.evaluate("walks.spaceText()")
    for width in (WIDE, NARROW, NARROWEST):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for name, found in (("wider than the screen", WIDER_THAN_THE_SCREEN), ("cut", "walks.cut()")):
            yield from (f"{width} px, spaced, {name}: {one}" for one in page.evaluate(found))


def _keyboard(page: Page, width: int) -> Iterator[str]:
    """Tab reaches everything in the order it stands, shows where one is, and leaves the page again."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    expected = page.evaluate("walks.begin()")
    stops = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate("walks.here()")
        if stop is not None and stops and stop["index"] == stops[-1]["index"]:
            continue  # the day, month and hour of one field
        if stop is None or stop["index"] in [one["index"] for one in stops]:
            break
        stops.append(stop)
    else:
        yield f"{width} px, Tab does not come to an end"
    reached = [one["index"] for one in stops]
    yield from (f"{width} px, Tab does not reach: {expected[one]}" for one in set(range(len(expected))) - set(reached))
    if reached != sorted(reached):
        yield f"{width} px, Tab jumps: {[one['name'] for one in stops]}"
    yield from (f"{width} px, {fault}: {one['name']}" for one in stops for fault in one["faults"])
