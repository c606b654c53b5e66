"""An old link to what everybody could once read: 410 and a way on, instead of a page that says nothing is there.

What was never open to everybody stays indistinguishable from what never was.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from wagtail.models import Page

from . import languages
from .access import OPEN
from .models import EventEntry
from .navigation import ARENAS

_sources: list[Callable[[str], bool]] = []


def register(source: Callable[[str], bool]) -> None:
    """Register a function that tells of an address, without the prefix of its language, whether its room once had
    something open to everybody there that is withdrawn now.

    Called once for each room that has addresses below its page, when the apps are ready.
    """
    _sources.append(source)


def was_open(path: str) -> bool:
    """Tell whether everybody could once read what was at `path`, and nobody can now; one query for a page."""
    _language, rest = languages.split(path)
    return _page_was_open(rest) or any(source(rest) for source in _sources)


def _page_was_open(path: str) -> bool:
    """The event log knows to whom each publication was."""
    uid = Concat(Value("page:"), Cast(OuterRef("pk"), CharField()))
    to_everybody = EventEntry.objects.filter(kind="published", object_uid=uid, data__access_key=OPEN)
    closed = Page.objects.filter(Q(live=False) | Q(state__withdrawn_at__isnull=False))
    # By its slug too: that column has the index.
    addresses = [f"/{tree}{path}" for tree in languages.trees()]
    here = closed.filter(slug=path.strip("/").rpartition("/")[2], url_path__in=addresses)
    return here.filter(Exists(to_everybody)).order_by().exists()


class WithdrawnMiddleware:
    """Outside of the redirects: what has been moved is found first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        found = request.resolver_match
        if response.status_code == 404 and found and found.url_name == "wagtail_serve" and was_open(request.path):
            return _gone(request)
        return response


def _gone(request: HttpRequest) -> HttpResponse:
    """Say that the page is withdrawn, not what it was called nor whose it was, and lead to the list it stood in."""
    _language, path = languages.split(request.path)
    lists = [(languages.local(start), label) for start, label in ARENAS if path.startswith(start)]
    return render(request, "410.html", {"lists": lists}, status=410)
