"""The main menu of the admin: what the rooms register, under the headings that an editor thinks in."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


class Group(NamedTuple):
    """A heading, with the names of the lines below it in their order."""

    name: str
    label: Any
    icon: str
    order: int
    lines: tuple[str, ...]


GROUPS = [
    Group("content", _("Content"), "doc-full", 150, ("articles", "images", "documents", "terms")),
    Group("arenas", _("Arenas"), "comment", 200, ("ideas", "experiences", "events", "threads")),
    Group("market", _("Market"), "clipboard-list", 250, ("notices", "suppliers")),
    Group("search", _("Site search"), "search", 275, ("synonyms", "promotions")),
    Group("people", _("People"), "group", 300, ("organisations", "memberships", "users")),
]


def group(request: HttpRequest, items: list[MenuItem]) -> None:
    """Move the lines that the present person may see below their headings; a heading without lines is left out."""
    by_name = {item.name: item for item in items}
    for one in GROUPS:
        lines = [by_name[name] for name in one.lines if name in by_name]
        for place, line in enumerate(lines):
            line.order = place
            items.remove(line)
        if lines:
            items.append(
                SubmenuMenuItem(one.label, Menu(items=lines), name=one.name, icon_name=one.icon, order=one.order)
            )
