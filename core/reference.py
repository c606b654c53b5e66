"""The number of a request: it stands on an error page, and behind every line of the log that the request caused."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

from .text import SLUG_ALPHABET

HEADER = "X-Reference"
TOLD = {400, 403, 404, 410, 413, 429}  # those of 500 and above are told by Django, with what went wrong

_current: ContextVar[str] = ContextVar("reference", default="")
refused = logging.getLogger("refused")


def current() -> str:
    """Return the number of the request that is being answered; empty outside of one."""
    return _current.get()


def _new() -> str:
    """Return a number that can be read aloud, as in `k3m9-t2xw`."""
    signs = "".join(secrets.choice(SLUG_ALPHABET) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


class ReferenceMiddleware:
    """Give each request its number, and write a line for each one that is refused with an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        before = _current.set(_new())
        try:
            response = self.get_response(request)
            if response.status_code >= 400:
                response.headers[HEADER] = current()
            if response.status_code in TOLD:
                refused.info("%s %s %s", response.status_code, request.method, request.path)
        finally:
            _current.reset(before)
        return response
