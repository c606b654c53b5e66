"""Any search as an Atom feed (RFC 4287): what is new among the hits, for those who want to be told.

It holds what everybody may read, whoever asks: a feed reader shows it on, and signs in nowhere.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.address import Address
from core.languages import local
from core.sharing import origin

from . import facets
from .find import Answer, FoundItem, search
from .query import FACETS, LITERALLY, Query

ENTRIES = 20
BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)  # of a feed without entries, so that it is the same each time
IDS_SINCE = 2026  # the year in the ids (RFC 4151); it never changes, or everything would be new to every reader
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class AtomFeed(Atom1Feed):
    """Django's own, with the language of each entry."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEFORE_ALL


def newest(request: HttpRequest, chosen: dict[str, list[str]]) -> Answer:
    """Search for all that the address of `request` asks for, on behalf of everybody: some of it is no news."""
    text = request.GET.get("q", "")
    literal = request.GET.get(LITERALLY) == "1"
    return search(text, AnonymousUser(), filters=chosen, sort="newest", whole=True, literal=literal, limit=ENTRIES)


def address_of(query: Query, name: str, **more: str) -> str:
    """Return the address of a view with the words and filters of `query`: always the same for the same."""
    params = QueryDict(mutable=True)
    if query.text:
        params["q"] = query.text
    if query.literal:
        params[LITERALLY] = "1"
    for facet in FACETS:
        if facet in query.filters:
            params.setlist(facet, sorted(query.filters[facet]))
    return Address(reverse(name), params).with_(**more)


def title_of(query: Query) -> str:
    """Return what is followed, in words: what was written and the filters."""
    chosen = [str(word) for facet in query.filters for word in _words(facet, list(query.filters[facet]))]
    about = _("Search for “%(text)s”") % {"text": query.text} if query.text else _("What is new")
    return _in_xml(f"{' · '.join([about, *chosen])} – {settings.WAGTAIL_SITE_NAME}")


def as_atom(answer: Answer, request: HttpRequest) -> HttpResponse:
    """Return an answer as a feed."""
    site, query, corrected = origin(request), answer.query, answer.page.corrected
    feed = AtomFeed(
        title=title_of(query),
        link=site + address_of(query, "search", sorter="nyest"),
        description=None,
        subtitle=_in_xml(_("Showing results for “%(text)s”") % {"text": corrected}) if corrected else None,
        language=get_language(),
        author_name=settings.WAGTAIL_SITE_NAME,
        author_link=site + local("/"),
        feed_url=site + address_of(query, "search_feed"),
    )
    authors = _authors(answer)
    for item in answer.items:
        feed.add_item(**_entry(item, authors.get(item.uid, settings.WAGTAIL_SITE_NAME), site))
    headers = {"Last-Modified": http_date(feed.latest_post_date().timestamp())}
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type, headers=headers)


def _entry(item: FoundItem, author: str, site: str) -> dict[str, Any]:
    """Return what is told of a hit; its id is the thing's own, so that moving it makes it no other."""
    title = _in_xml(unescape(strip_tags(item.title)))
    return {
        "title": title or str(item.kind),
        "link": site + item.url,
        "description": _in_xml(item.snippet),
        "unique_id": f"tag:{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname},{IDS_SINCE}:{item.uid}",
        "pubdate": item.date or BEFORE_ALL,
        "updateddate": item.date or BEFORE_ALL,
        "author_name": _in_xml(author),
        "categories": [str(item.kind)],
        "language": item.lang,
    }


def _authors(answer: Answer) -> dict[str, str]:
    """Return the organisation behind each hit that has one, by uid; one query."""
    slugs = {hit.uid: hit.document.facets.get("org", ()) for hit in answer.page.hits}
    names = facets.labels("org", sorted({slug for several in slugs.values() for slug in several}))
    return {uid: names[slug] for uid, several in slugs.items() for slug in several if slug in names}


def _words(facet: str, values: list[str]) -> list[Any]:
    known = facets.labels(facet, (), values)
    return [known.get(value, facets.shown_as_typed(value)) for value in values]


def _in_xml(text: str) -> str:
    """Return `text` without the characters that no XML may hold."""
    return NOT_IN_XML.sub("", text)
