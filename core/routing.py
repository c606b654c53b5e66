"""From an address to its page, in two queries however deep it lies.

What is not translated to the reader's language is found in the default language's tree, so that the prefix of an
address survives every click.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from . import languages
from .pages import FRONT_PAGE_DEPTH


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's own view, with our way of finding the page."""
    request._wagtail_route_for_request = find_route(request, path)  # type: ignore[attr-defined] # where Wagtail keeps it
    return views.serve(request, path)


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page at `path` (without prefix or first slash), or None; routable pages take the rest of it.

    The deepest published page on the way wins, and of two as deep the one in the reader's language. It knows what lies
    on its `way`, and the `state` of itself and all of those, so that nothing of it is asked for again.
    """
    steps = [step for step in path.split("/") if step]
    trees = languages.trees()
    addresses = ["/".join(["", tree, *steps[:end], ""]) for tree in trees for end in range(len(steps) + 1)]
    # By their slugs too: of the two, that column has the index.
    on_the_way = Page.objects.live().filter(slug__in=[*trees, *steps], url_path__in=addresses).order_by()
    on_the_way = on_the_way.only("title", "depth", "url_path", "translation_key", "content_type", "state")
    way = list(on_the_way.select_related("state__author", "state__organisation"))
    own = f"/{trees[0]}/"
    found = max(way, key=lambda page: (page.depth, page.url_path.startswith(own)), default=None)
    if found is None:
        return None
    page = found.specific
    page.way = [one for one in way if one.depth < found.depth and hasattr(one, "state")]
    if hasattr(found, "state"):
        page.state = found.state
    try:
        return page.route(request, steps[found.depth - FRONT_PAGE_DEPTH :])
    except Http404:
        return None
