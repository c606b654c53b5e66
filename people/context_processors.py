from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.middleware import has_session

from .acting import acting_membership
from .rules import memberships


def reader(request: HttpRequest) -> dict[str, Any]:
    """Return who is reading. Without a session cookie nothing is asked, so that the page is the same for everyone."""
    waiting = getattr(request, "_messages", []) if has_session(request) or "messages" in request.COOKIES else []
    if not has_session(request) or not request.user.is_authenticated:
        return {"signed_in": False, "messages": waiting}
    return {
        "signed_in": True,
        "user": request.user,
        "acting": acting_membership(request),
        "memberships": memberships(request.user),
        "messages": waiting,
    }
