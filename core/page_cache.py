"""Whole pages for readers who are not signed in: made once, given to everybody.

A kept page belongs to one version of the site. Every committed change replaces the version (`core/changes.py`), which
is read before a page is made: what was made of older data never passes for new. A version is a random word, so losing
it costs nothing but making the pages again. Pages die at the next moment that changes one (`core/moments.py`) too.
"""

from __future__ import annotations

import gzip
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from . import maintenance, moments
from .clock import now
from .middleware import GetResponse, has_session, is_private, names_host

logger = logging.getLogger(__name__)

# The addresses that exist are finite; those with a query are not, and must never push the others out.
PAGES, QUERIES = "pages", "page_queries"
VERSION, MOMENT = "version", "moment"
LONGEST = timedelta(minutes=10)
VARY = {"accept-encoding"}
TRACKING = re.compile(r"(utm_\w+|mtm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hs\w+)(=|$)")
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))")


def version() -> str | None:
    """Return the present version of the site; None when the cache does not answer, and nothing can be kept."""
    return _try(_version)


def _version() -> str:
    cache = caches[PAGES]
    if (found := cache.get(VERSION)) is None:
        # Another process may be first: what it said counts.
        cache.add(VERSION, uuid4().hex, timeout=None)
        found = cache.get(VERSION)
    return found


def forget() -> None:
    """Have every page made anew from now on."""
    _try(lambda: caches[PAGES].set(VERSION, uuid4().hex, timeout=None))


def _try(work: Callable[[], Any]) -> Any:
    """Return what the cache answers; None when it is away or holds what cannot be read: pages are made without it."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - each kind of cache fails in a way of its own
        logger.warning("The page cache does not answer: %r", error)
        return None


def kept(name: str, make: Callable[[], Any]) -> Any:
    """Return what `make` returns, kept as long as a page of this moment: for what costs much and is the same for many.

    `name` says everything that the value depends on, besides what readers see change. Nothing is kept of a transaction
    that has not been committed.
    """
    began = now()
    current = version() if settings.PAGE_CACHE and not connection.in_atomic_block else None
    if current is None:
        return make()
    key = blake2b(f"{current} {name}".encode(), digest_size=20).hexdigest()
    if (found := _try(lambda: caches[QUERIES].get(key))) and found[1] > began:
        return found[0]
    value, until = make(), min(_next_moment(current, began), began + LONGEST)
    _try(lambda: caches[QUERIES].set(key, (value, until), timeout=LONGEST.total_seconds()))
    return value


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page of an address is kept: scheme, host and full address; the language is in the address."""

    cache: str
    key: str

    @classmethod
    def of(cls, request: HttpRequest) -> Place | None:
        """Return the place of an address; None at a host that is none of ours, which is refused further in."""
        try:
            host, query = request.get_host(), request.META.get("QUERY_STRING", "")
        except DisallowedHost:
            return None
        is_known = not query and host == urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
        address = f"{request.scheme}://{host}{request.path}?{query}"
        return cls(PAGES if is_known else QUERIES, blake2b(address.encode(), digest_size=20).hexdigest())

    def read(self) -> Kept | None:
        return _try(lambda: caches[self.cache].get(self.key))

    def write(self, kept: Kept) -> None:
        _try(lambda: caches[self.cache].set(self.key, kept, timeout=LONGEST.total_seconds()))


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was answered."""

    version: str
    until: datetime
    headers: dict[str, str]
    body: bytes
    compressed: bytes

    @classmethod
    def of(cls, response: HttpResponse, version: str, until: datetime) -> Kept:
        body = response.content
        headers = {name: value for name, value in response.items() if name not in ("Content-Length", "Vary")}
        # Weak: it is the same page, compressed or not.
        headers |= {"ETag": f'W/"{blake2b(body, digest_size=12).hexdigest()}"', "Vary": "Accept-Encoding"}
        return cls(version, until, headers, body, gzip.compress(body, compresslevel=6, mtime=0))

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Return the page as the browser takes it, or 304 when it has it already."""
        is_compressed = bool(GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
        body = self.compressed if is_compressed else self.body
        encoding = {"Content-Encoding": "gzip"} if is_compressed else {}
        response = HttpResponse(body, headers={**self.headers, **encoding, "Content-Length": str(len(body))})
        changed = parse_http_date_safe(self.headers.get("Last-Modified", ""))
        return get_conditional_response(request, self.headers["ETag"], changed, response) or response


class PageCacheMiddleware:
    """Stands before everything that asks who is reading, so that a kept page costs next to nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        if not settings.PAGE_CACHE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_for_everybody(request):
            return self.get_response(request)
        # A page with links that carry somebody's campaign is nobody else's.
        request.META["QUERY_STRING"] = without_tracking(request.META.get("QUERY_STRING", ""))
        place, began, current = Place.of(request), now(), version()
        if place is None or current is None:
            return self.get_response(request)
        kept = place.read()
        if kept and kept.version == current and kept.until > began:
            return kept.answer(request)
        response = self.get_response(request)
        if request.method == "HEAD" or not isinstance(response, HttpResponse) or not is_keepable(response):
            return response
        kept = Kept.of(response, current, min(_next_moment(current, began), began + LONGEST))
        place.write(kept)
        return kept.answer(request)


def without_tracking(query: str) -> str:
    """Return a query without what campaigns add to addresses."""
    return "&".join(part for part in query.split("&") if not TRACKING.match(part))


def is_for_everybody(request: HttpRequest) -> bool:
    """Tell whether the answer can depend on nothing but the address."""
    return (
        request.method in ("GET", "HEAD")
        and not has_session(request)
        and "messages" not in request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and not getattr(request, "is_preview", False)
        and not names_host(request)
        and not is_private(request.path)
        and not maintenance.is_on()
    )


def is_keepable(response: HttpResponse) -> bool:
    """Tell whether an answer is a whole page, without fault, that says itself that it is for everybody."""
    if response.status_code != 200 or response.cookies:
        return False
    return not {"private", "no-store"} & _words(response, "Cache-Control") and _words(response, "Vary") <= VARY


def _words(response: HttpResponse, header: str) -> set[str]:
    return {word.strip().lower() for word in response.get(header, "").split(",") if word}


def _next_moment(version: str, at: datetime) -> datetime:
    """Return the next moment that changes a page; the database is asked once for each version."""
    known = _try(lambda: caches[PAGES].get(MOMENT))
    if known and known[0] == version and known[1] > at:
        return known[1]
    moment = moments.next_after(at)
    _try(lambda: caches[PAGES].set(MOMENT, (version, moment), timeout=None))
    return moment
