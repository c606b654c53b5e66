from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from . import languages
from .navigation import ARENAS, FOOTER


def face(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of every page needs; nothing here reads the session or the database."""
    return {
        "arenas": [(languages.local(path), label) for path, label in ARENAS],
        "footer_links": [(languages.local(path), label) for path, label in FOOTER],
        "front_path": languages.local("/"),
        "search_path": languages.local("/sok/"),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "language_versions": languages.versions(request.get_full_path()),
    }
