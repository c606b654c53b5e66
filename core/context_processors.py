from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from . import languages
from .navigation import ARENAS, FOOTER

LONGEST_QUERY = 1_000  # bytes, in links to the page itself


def face(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of every page needs; nothing here reads the session or the database.

    A view with an address outside the arena it belongs to says in `request.stands_at` where that is.
    """
    place = getattr(request, "stands_at", request.path)
    own = request.get_full_path() if len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY else request.path
    return {
        "arena_path": place,
        "arenas": [(url, label, _place(url, place)) for url, label in _local(ARENAS)],
        "footer_links": _local(FOOTER),
        "front_path": languages.local("/"),
        "search_path": languages.local("/sok/"),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "own_address": own,
        "language_versions": languages.versions(own),
    }


def _local(links: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(languages.local(path), label) for path, label in links]


def _place(arena: str, path: str) -> str:
    """Return, in the words of `aria-current`, whether `path` is the arena itself or lies in it."""
    if path == arena:
        return "page"
    return "true" if path.startswith(arena) else ""
