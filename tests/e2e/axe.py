"""What a machine can see of accessibility: axe-core, wide and narrow, light and dark; and no sideways scroll."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from tests.e2e.site import ROOT

SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW, NARROWEST = 1280, 390, 320  # pixels; the last is what a page of 1280 pixels has left at 400 %
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
# Dark differs from light in nothing but its colours.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LOOKS: list[tuple[int, str, dict[str, Any]]] = [
    (WIDE, "light", EVERYTHING),
    (WIDE, "dark", COLOURS),
    (NARROW, "dark", COLOURS),
    (NARROW, "light", EVERYTHING),
]
# Each rule once, and each colour scheme: enough for every run of the tests; `make gallery ARGS=--walk` takes all looks.
BRIEFLY = [LOOKS[1], LOOKS[3]]
RUN = """([within, options]) =>
  axe.run(within ? {include: [within]} : document, {...options, resultTypes: ['violations']})"""
WIDER_THAN_THE_SCREEN = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > room + 1);
  return ['the page', ...wide.slice(0, 4).map(one => one.outerHTML.slice(0, 120))];
}"""


def faults(page: Page, looks: list[tuple[int, str, dict[str, Any]]] = LOOKS, *, within: str = "") -> list[str]:
    """Return what is wrong with the page that is shown, one line for each; its size and scheme are put back.

    `within` is a selector of the part to look at, when the rest is not ours.
    """
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    found = [line for width, scheme, options in looks for line in _look(page, width, scheme, within, options)]
    found += [line for width in (NARROW, NARROWEST) for line in _too_wide(page, width)]
    _set(page, WIDE, "light")
    return found


def _look(page: Page, width: int, scheme: str, within: str, options: dict[str, Any]) -> list[str]:
    _set(page, width, scheme)
    violations = page.evaluate(RUN, [within, options])["violations"]
    return [
        f"{width} px, {scheme}, {one['id']}: {node['failureSummary']} {json.dumps(node['target'])}"
        for one in violations
        for node in one["nodes"]
    ]


def _too_wide(page: Page, width: int) -> list[str]:
    _set(page, width, "light")
    return [f"{width} px, wider than the screen: {one}" for one in page.evaluate(WIDER_THAN_THE_SCREEN)]


def _set(page: Page, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
