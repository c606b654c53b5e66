"""How often one person, or one address, may do what can be abused. The figures are the setting `LIMITS`.

The counts lie in the cache, which all processes share: nothing is written to the database, so reading can be limited
as well. A whole municipality may come from one address: what members write is counted for the person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Network, ip_address
from math import ceil
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.timesince import timeuntil

from . import errors, rescue
from .clock import now
from .locks import in_turn

UPLOADS = ("/admin/images/", "/admin/documents/")
OF_ACCOUNTS = 60  # seconds; allauth counts by the minute and does not say when it stops
ONE_NETWORK = 64  # bits of an IPv6 address that one household or office has


class TooMany(Exception):
    """A limit is reached; `retry_after` is the number of seconds until there is room again."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def spend(name: str, who: str) -> None:
    """Count one use of the limits `name` by `who`; raises `TooMany`, and counts nothing, when one is reached."""
    limits = [(most * settings.LIMITS_TIMES, seconds) for most, seconds in settings.LIMITS[name]]
    longest = max(seconds for _most, seconds in limits)
    key, moment = _key(name, who), now().timestamp()
    with in_turn("limits"):
        used = [at for at in cache.get(key, []) if moment - longest < at <= moment]
        waits = [_wait(used, most, moment - seconds) for most, seconds in limits]
        if (wait := max(waits)) > 0:
            raise TooMany(ceil(wait))
        cache.set(key, [*used, moment], timeout=longest)


def _wait(used: list[float], most: int, since: float) -> float:
    """Return the seconds until fewer than `most` of the uses are younger than `since`; 0 when that is so now."""
    younger = [at for at in used if at > since]
    return younger[-most] - since if len(younger) >= most else 0


def _key(name: str, who: str) -> str:
    return f"limit:{name}:{sha256(who.encode()).hexdigest()[:32]}"


def person(user: Any) -> str:
    return f"person:{user.pk}"


def reader(request: HttpRequest) -> str:
    """Return who is counted for what anybody may do: the person who is signed in, or else the address."""
    return person(request.user) if request.user.is_authenticated else f"address:{address_of(request)}"


def address_of(request: HttpRequest) -> str:
    """Return the network address a request came from: what our own proxy says of it, if there is one."""
    said = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    text = said.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if address.version == 6:
        return str(IPv6Network((address, ONE_NETWORK), strict=False))
    return str(address)


def rescued(request: HttpRequest) -> bool:
    """Keep what was posted (`rescue.keep`); for readers who are not signed in only so often."""
    try:
        if not request.user.is_authenticated:
            spend("rescue", reader(request))
    except TooMany:
        return False
    return rescue.keep(request)


def too_many(request: HttpRequest, retry_after: int = OF_ACCOUNTS) -> HttpResponse:
    """Say when there is room again, and where the text is that was to be sent."""
    moment = now()
    is_kept = request.method == "POST" and rescue.is_kept_form(request) and rescued(request)
    wait = timeuntil(moment + timedelta(seconds=max(retry_after, 60)), moment, depth=1)
    address = request.get_full_path()
    return errors.answer(request, 429, retry_after=retry_after, wait=wait, is_kept=is_kept, address=address)


class LimitsMiddleware:
    """Answer `TooMany`, whoever raised it, with 429; count the uploads in Wagtail's admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        brings_file = request.method == "POST" and request.content_type == "multipart/form-data"
        if brings_file and request.path.startswith(UPLOADS):
            try:
                spend("upload", reader(request))
            except TooMany as limit:
                return too_many(request, limit.retry_after)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return too_many(request, exception.retry_after) if isinstance(exception, TooMany) else None
