"""Links in what the editors have published that lead nowhere: found by the worker, shown on the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from core.models import SiteDocument
from home.choices import LinkFault
from home.models import ArticlePage, BrokenLink

from .own_site import OwnSite

ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
TAG = re.compile(r"<[^>]+>")


class Link(NamedTuple):
    """A link as it stands in the text: its words and its attributes."""

    text: str
    attributes: dict[str, str]

    @property
    def href(self) -> str:
        return self.attributes.get("href", "")

    @property
    def address(self) -> str:
        """Return where it leads, as an editor can recognise it."""
        kind, pk = self.attributes.get("linktype", ""), self.attributes.get("id", "")
        return f"{kind} {pk}" if kind else self.href


def links_in(html: str) -> Iterator[Link]:
    for attributes, words in ANCHOR.findall(html):
        found = {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
        yield Link(" ".join(unescape(TAG.sub("", words)).split()), found)


def texts_in(value: Any) -> Iterator[str]:
    """Return every text of a StreamField's raw data, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def links_of(page: ArticlePage) -> list[Link]:
    return [link for text in texts_in(page.body.get_prep_value()) if "<a" in text for link in links_in(text)]


def outside(link: Link) -> bool:
    """Tell whether a link leads away from the site."""
    parts = urlsplit(link.href)
    own = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
    return parts.scheme in ("http", "https") and parts.netloc != own


class Known:
    """What the pages and documents of the site are at the moment; two queries for any number of links to those.

    An address that somebody has written herself is looked up once.
    """

    def __init__(self) -> None:
        self.pages = dict(Page.objects.values_list("pk", "live"))
        self.documents = set(SiteDocument.objects.values_list("pk", flat=True))
        self.site = OwnSite()

    def fault(self, link: Link) -> str | None:
        """Return what is wrong with a link inside the site, None when it leads somewhere."""
        kind, pk = link.attributes.get("linktype"), int(link.attributes.get("id") or 0)
        if kind == "page":
            return {None: LinkFault.MISSING, False: LinkFault.UNPUBLISHED}.get(self.pages.get(pk))
        if kind == "document":
            return None if pk in self.documents else LinkFault.MISSING
        if not link.href or link.href == "#":
            return LinkFault.NO_ADDRESS
        parts = urlsplit(link.href)
        is_address = parts.scheme in ("http", "https") or (not parts.scheme and link.href.startswith("/"))
        if not is_address or outside(link):
            return None
        return None if self.site.has(parts.path or "/") else LinkFault.MISSING


def published() -> Iterator[ArticlePage]:
    """Return what the editors have written and published; what is taken over from others stays as it was."""
    return ArticlePage.objects.live().own().iterator(chunk_size=50)


def check() -> int:
    """Look at every link inside the site and keep those that lead nowhere; returns how many they are."""
    known = Known()
    written = [(page.pk, link) for page in published() for link in links_of(page)]
    broken = [
        BrokenLink(page_id=pk, text=link.text[:255], address=link.address[:500], reason=fault)
        for pk, link in written
        if (fault := known.fault(link)) is not None
    ]
    with transaction.atomic():
        BrokenLink.objects.all().delete()
        BrokenLink.objects.bulk_create(broken)
    return len(broken)
