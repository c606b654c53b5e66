"""Whether the site has something at an address of its own: asked in this process, not over the net.

A page counts as being there for whomever it is meant; everything else when a visitor finds it.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.test import RequestFactory  # as Wagtail does for its previews
from django.urls import Resolver404, resolve
from django.utils import translation

from core import languages
from core.routing import find_route

WAGTAILS_VIEW = "wagtail_serve"
GONE = (404, 410)
MOST_STEPS = 5  # from one redirect to the next


class OwnSite:
    """Remembers its answers, so it is made anew for each time that links are looked at."""

    def __init__(self) -> None:
        self.answers: dict[str, bool] = {}

    def has(self, path: str) -> bool:
        """Tell whether something is at `path`, an address without host and query."""
        if path not in self.answers:
            self.answers[path] = self._find(path, MOST_STEPS)
        return self.answers[path]

    def _find(self, path: str, steps: int) -> bool:
        language, _rest = languages.split(path)
        with translation.override(language):
            return _is_page_or_plain_view(path) or self._answers(path, steps)

    def _answers(self, path: str, steps: int) -> bool:
        """Ask as a visitor's browser would, for the headers only: those are never kept in the page cache."""
        response = self._handler.get_response(_request(path))
        _close(response)
        target = urlsplit(response.headers.get("Location", ""))
        is_here = target.netloc in ("", _own().netloc) and target.path not in ("", path)
        if 300 <= response.status_code < 400 and is_here:
            return steps > 0 and self._find(target.path, steps - 1)
        return response.status_code not in GONE

    @cached_property
    def _handler(self) -> BaseHandler:
        handler = BaseHandler()
        handler.load_middleware()
        return handler


def _own() -> SplitResult:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL)


def _request(path: str) -> HttpRequest:
    """Return a request for the headers of `path`, at the host and by the scheme of the site."""
    return RequestFactory().head(path, secure=_own().scheme == "https", headers={"host": _own().netloc})


def _close(response: Any) -> None:
    """Close the file an answer may hold; its own `close` would end the worker's connection to the database as well."""
    for close in response._resource_closers:
        close()


def _is_page_or_plain_view(path: str) -> bool:
    """Tell whether `path` is a page's own, or that of a view without a key: there is no need to ask for those."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.view_name != WAGTAILS_VIEW:
        return not match.args and not match.captured_kwargs
    _language, rest = languages.split(path)
    route = find_route(HttpRequest(), rest.strip("/"))
    return route is not None and not any(route.args[1:])  # of a routable page: view, arguments, keys
