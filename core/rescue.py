"""Nothing typed is lost: what a form held when the session had ended, or its token was too old, waits in the session.

The form's own address shows it again, after login where that is needed.
"""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

SESSION_KEY = "rescued"
MOST_CHARACTERS = 200_000
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "password1", "password2")


def keep(request: HttpRequest) -> bool:
    """Keep what was posted to the present address; False when it is too much to keep."""
    data = request.POST.copy()
    for name in NEVER_KEPT:
        data.pop(name, None)
    encoded = data.urlencode()
    if len(encoded) > MOST_CHARACTERS:
        return False
    request.session[SESSION_KEY] = {"path": request.path, "data": encoded}
    return True


def take(request: HttpRequest) -> QueryDict | None:
    """Return, once, what was kept for the present address."""
    kept = request.session.get(SESSION_KEY)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[SESSION_KEY]
    return QueryDict(kept["data"])
