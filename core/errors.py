"""Pages that say what went wrong, made without the database and without a person: they must not fail themselves."""

from __future__ import annotations

import re
import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.debug import SafeExceptionReporterFilter

from . import reference

API = "/api/"
TRY_AGAIN_AFTER = 30  # seconds
ADDRESSES = "|_URL"  # of servers, as the environment has them: user and password are a part
OF_THE_DATABASE = (OperationalError, InterfaceError)  # it is away, full or locked, and comes back


class SecretsFilter(SafeExceptionReporterFilter):
    """Leaves what opens our servers out of the page that shows a fault to developers."""

    hidden_settings = re.compile(SafeExceptionReporterFilter.hidden_settings.pattern + ADDRESSES, re.IGNORECASE)


def answer(request: HttpRequest, status: int, *, retry_after: int | None = None, **context: Any) -> HttpResponse:
    """Return the page `<status>.html`, or JSON for an address that programs ask; `retry_after` is in seconds."""
    response: HttpResponse
    if request.path.startswith(API):
        response = JsonResponse({"error": status, "reference": reference.current()}, status=status)
    else:
        response = HttpResponse(render_to_string(f"{status}.html", context), status=status)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    if status >= 429:
        response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read, or was too large to be."""
    return answer(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we failed: for the time being if it was the database, which did not answer or could not store."""
    if isinstance(sys.exc_info()[1], OF_THE_DATABASE):
        return answer(request, 503, retry_after=TRY_AGAIN_AFTER)
    return answer(request, 500)
