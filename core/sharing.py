"""What a page says of itself to other sites: its card where it is shared (OpenGraph), and its facts (schema.org)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from . import languages
from .navigation import arena_color

LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
# What would end the script element, or be read as markup, in a text of ours or of a member's.
UNSAFE = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
Facts = dict[str, Any]


def origin(request: HttpRequest) -> str:
    """Return the scheme and host of the site, as in `https://markedsplassen.example`."""
    return f"{request.scheme}://{request.get_host()}"


def share_card(
    request: HttpRequest,
    *,
    title: str,
    text: str,
    path: str,
    language: str,
    crumbs: list[dict[str, Any]] | None = None,
    facts: Facts | None = None,
    dates: tuple[datetime | None, datetime | None] = (None, None),
) -> dict[str, Any]:
    """Return what `components/share.html` writes in the head of a page.

    `facts` are schema.org's of the thing the page is about (with `@type`); `dates` when it was published and changed.
    """
    site = origin(request)
    url = f"{site}{path}"
    graph = [_of_page(facts, url, title, text, language, dates)] if facts else []
    if crumbs:
        graph.append(_crumb_list(crumbs, site))
    return {
        "title": title,
        "text": text,
        "url": url,
        "origin": site,
        "picture": f"img/share/{arena_color(languages.split(path)[1])}.png",
        "type": "article" if facts else "website",
        "locale": LOCALES.get(language, LOCALES["nb"]),
        "published": dates[0] if facts else None,
        "changed": dates[1] if facts else None,
        "json": as_script({"@context": "https://schema.org", "@graph": graph}) if graph else "",
    }


def _of_page(
    facts: Facts, url: str, title: str, text: str, language: str, dates: tuple[datetime | None, datetime | None]
) -> Facts:
    known = {
        "url": url,
        "name": title,
        "description": text,
        "inLanguage": language,
        "datePublished": dates[0].isoformat() if dates[0] else "",
        "dateModified": dates[1].isoformat() if dates[1] else "",
        **facts,
    }
    return {name: value for name, value in known.items() if value}


def _crumb_list(crumbs: list[dict[str, Any]], site: str) -> Facts:
    steps = [
        {"@type": "ListItem", "position": place, "name": str(crumb["label"]), "item": f"{site}{crumb['url']}"}
        for place, crumb in enumerate(crumbs, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def organisation(name: Any) -> Facts:
    """Return the facts of an organisation of which only the name is told."""
    return {"@type": "Organization", "name": str(name)} if name else {}


def site_facts(request: HttpRequest, *, name: str, search_path: str) -> Facts:
    """Return the facts of the site itself, for its front page: who it is, and how it is searched."""
    site = origin(request)
    return {
        "@type": "WebSite",
        "name": name,
        "publisher": {**organisation(name), "url": f"{site}{languages.local('/')}"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{site}{search_path}?q={{q}}",
            "query-input": "required name=q",
        },
    }


def as_script(facts: Facts) -> SafeString:
    """Return JSON that nothing in it can end: the content of a script element."""
    return mark_safe(json.dumps(facts, ensure_ascii=False).translate(UNSAFE))  # noqa: S308 - what is unsafe is escaped
