"""The site is closed for a while: by the setting `MAINTENANCE`, or by a file `maintenance` beside its other state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from . import errors, languages

FILE = "maintenance"
BACK_AFTER = 600  # seconds
# Watchers, and those who have to get in to see how it goes.
HEALTH = ("/healthz", "/readyz")
STAFF = ("/admin/", "/_util/login/", "/konto/admin-inngang/", "/konto/login/", "/konto/logout/", "/konto/2fa/")
OPEN = (*HEALTH, *STAFF, "/konto/reauthenticate/")


def is_on() -> bool:
    return settings.MAINTENANCE or Path(settings.VAR, FILE).exists()


class MaintenanceMiddleware:
    """While the site is closed, everything but health and the way of staff into the admin is answered with 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        _language, path = languages.split(request.path_info)
        if is_on() and not path.startswith(OPEN):
            return errors.answer(request, 503, retry_after=BACK_AFTER, is_maintenance=True)
        return self.get_response(request)
