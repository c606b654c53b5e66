"""The list of addresses for search engines: what anybody may read. Wagtail's own lists closed pages as well.

A page that is translated names its translations; what members write is in one language and has one address.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from wagtail.models import Page

from core.access import OPEN
from core.languages import split
from core.pages import own_path
from market import addresses
from market.models import ProcurementNotice, SupplierProfile
from people.models import Organisation

MOST_ON_A_PAGE = 5_000


class Addresses(Sitemap):
    """A part of the list, newest first within the limits of one file."""

    limit = MOST_ON_A_PAGE
    changed = "last_published_at"

    def items(self) -> QuerySet:
        raise NotImplementedError

    def lastmod(self, item: Any) -> datetime | None:
        return getattr(item, self.changed)

    def get_latest_lastmod(self) -> datetime | None:
        """Ask the database: Django's own reads every item for it."""
        return self.items().order_by().aggregate(latest=Max(self.changed))["latest"]


class PageAddresses(Addresses):
    """The pages of the site: the front page, the arenas, and everything open below them."""

    def items(self) -> QuerySet:
        return Page.objects.live().filter(state__access_key=OPEN).order_by("pk")

    def location(self, item: Page) -> str:
        return own_path(item)

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        rows = super().get_urls(page, site, protocol)
        origin = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        versions = _versions()
        for row in rows:
            paths = versions.get(row["item"].translation_key, [])
            row["alternates"] = [{"location": f"{origin}{path}", "lang_code": split(path)[0]} for path in paths]
        return rows


def _versions() -> dict[Any, list[str]]:
    """Return the addresses of everything that is translated, by what its translations have in common; one query."""
    others = Page.objects.live().exclude(locale__language_code=settings.LANGUAGE_CODE)
    translated = Page.objects.live().filter(
        state__access_key=OPEN, translation_key__in=others.values("translation_key")
    )
    found = defaultdict(list)
    for page in translated.order_by("pk"):
        found[page.translation_key].append(own_path(page))
    return {key: paths for key, paths in found.items() if len(paths) > 1}


class NoticeAddresses(Addresses):
    def items(self) -> QuerySet:
        return ProcurementNotice.objects.visible_to(AnonymousUser()).order_by("pk")


class SupplierAddresses(Addresses):
    def items(self) -> QuerySet:
        return SupplierProfile.objects.visible_to(AnonymousUser()).order_by("pk")


class OrganisationAddresses(Addresses):
    """When a page of theirs changed cannot be told: it shows what others publish."""

    def lastmod(self, item: Any) -> None:
        return None

    def get_latest_lastmod(self) -> None:
        return None

    def items(self) -> QuerySet:
        return Organisation.objects.visible_to(AnonymousUser()).order_by("pk")


SITEMAPS = {
    "sider": PageAddresses,
    addresses.NOTICES: NoticeAddresses,
    addresses.SUPPLIERS: SupplierAddresses,
    "organisasjoner": OrganisationAddresses,
}
