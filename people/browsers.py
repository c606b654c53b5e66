"""What a browser says of itself, in words that its owner knows it by."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

# The first that fits: browsers name those they descend from as well.
BROWSERS = [
    ("Edge", re.compile(r"\bEdg(e|A|iOS)?/")),
    ("Opera", re.compile(r"\b(OPR|OPT|Opera)/")),
    ("Vivaldi", re.compile(r"\bVivaldi/")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/")),
    ("Firefox", re.compile(r"\b(Firefox|FxiOS)/")),
    ("Chrome", re.compile(r"\b(Chrome|Chromium|CriOS)/")),
    ("Safari", re.compile(r"\bVersion/\S+ .*Safari/")),
]
SYSTEMS = [
    ("iPhone", re.compile(r"\biPhone\b")),
    ("iPad", re.compile(r"\biPad\b")),
    ("Android", re.compile(r"\bAndroid\b")),
    ("Windows", re.compile(r"\bWindows\b")),
    ("ChromeOS", re.compile(r"\bCrOS\b")),
    ("Mac", re.compile(r"\bMacintosh\b")),
    ("Linux", re.compile(r"\bLinux\b")),
]


def browser_name(user_agent: str) -> str:
    """Return such as "Chrome on Windows"; what is not known of the two is left out."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


def _first(known: list[tuple[str, re.Pattern[str]]], user_agent: str) -> str | None:
    return next((name for name, mark in known if mark.search(user_agent)), None)
