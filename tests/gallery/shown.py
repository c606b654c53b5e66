"""Whether a scene ended where its row says, so that the table can be trusted to name everything."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import resolve
from django.utils.translation import override

from tests.gallery.scene import BOKMAAL, Scene


def not_shown(scene: Scene, url: str) -> list[str]:
    """Return what is wrong with the address where `scene` ended; templates of errors have none of their own."""
    if scene.shows.endswith(".html"):
        return []
    with override(scene.language):
        match = resolve(urlsplit(url).path)
    if not scene.shows.startswith("/"):
        return [] if match.url_name == "wagtail_serve" else [f"{scene} ended at {url}, which is no page"]
    route = "/" + match.route
    if scene.language != BOKMAAL:
        route = route.removeprefix(f"/{scene.language}")
    route, shows = (one.replace("^", "") for one in (route, scene.shows))  # as Django joins expressions
    return [] if route == shows else [f"{scene} ended at {route} and not at {scene.shows}"]
