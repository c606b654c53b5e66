from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .navigation import ARENAS, FOOTER


def face(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of every page needs; nothing here reads the session or the database."""
    return {"arenas": ARENAS, "footer_links": FOOTER, "site_name": settings.WAGTAIL_SITE_NAME}
