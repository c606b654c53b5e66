"""The addresses of what is in the market: an address once published is never broken and never means something else."""

from __future__ import annotations

from typing import Any

from wagtail.contrib.redirects.models import Redirect

INDEX = "/anskaffelser/"
NOTICES = "kunngjoringer"
SUPPLIERS = "leverandorer"


def list_path(section: str) -> str:
    return f"{INDEX}{section}/"


def detail_path(section: str, slug: str) -> str:
    return f"{INDEX}{section}/{slug}/"


def redirect_old(section: str, old: str, new: str, *, index_page: Any) -> None:
    """Lead readers from `old` to `new`, and those from addresses before `old` as well; both are slugs."""
    Redirect.objects.filter(old_path=_stored(section, new), site=None).delete()
    Redirect.objects.filter(redirect_page=index_page, redirect_page_route_path=_route(section, old)).update(
        redirect_page_route_path=_route(section, new)
    )
    Redirect.add_redirect(
        detail_path(section, old), index_page, page_route_path=_route(section, new), automatically_created=True
    )


def belongs_to_another(section: str, slug: str, current: str | None = None) -> bool:
    """Tell whether `slug` was the address of something else than what now is at `current`."""
    redirects = Redirect.objects.filter(old_path=_stored(section, slug))
    return redirects.exclude(redirect_page_route_path=_route(section, current or slug)).exists()


def _route(section: str, slug: str) -> str:
    return f"/{section}/{slug}/"


def _stored(section: str, slug: str) -> str:
    return Redirect.normalise_path(detail_path(section, slug))
