"""Pages that editors recommend to those who search for certain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wagtail.models import Page

from core import journal, search_registry
from core.languages import local
from core.models import BasePage
from core.models.pages import BasePageQuerySet
from core.pages import own_path

from . import steering
from .find import Answer, FoundItem
from .highlight import highlight_title, snippet
from .query import Query

MOST = 3
OTHER_KIND = "page"  # of the pages that no kind of hit is


def with_promoted(answer: Answer, reader: Any) -> Answer:
    """Return an answer with what is recommended for its words, if the reader may see it; it is no more among the hits.

    The whole query must be what somebody chose the page for, without filters; it is shown with the first page of hits.
    Where nothing was searched nothing is recommended.
    """
    if answer.failed:
        return answer
    query = answer.page.searched
    keys = [] if query.filters or query.minus else steering.promoted(" ".join((*query.words, *query.phrases)))
    items = _items(keys, query, reader) if keys else []
    if not items:
        return answer
    uids = {item.uid for item in items}
    others = [item for item in answer.items if item.uid not in uids]
    return replace(answer, items=others, promoted=() if query.after else items)


def _items(keys: Sequence[str], query: Query, reader: Any) -> list[FoundItem]:
    """Return the pages with these translation keys that the reader may see, in her language, in the same order."""
    readable = BasePageQuerySet(Page).listed_for(reader).filter(translation_key__in=keys)
    pages = [page for page in readable.specific() if isinstance(page, BasePage)]
    pages.sort(key=lambda page: keys.index(str(page.translation_key)))
    return [_item(page, query) for page in pages[:MOST]]


def _item(page: BasePage, query: Query) -> FoundItem:
    kind = page.search_kind or OTHER_KIND
    return FoundItem(
        uid=journal.uid_of(page),
        title=highlight_title(page.search_title(), query, page.language),
        url=local(own_path(page)),
        code=kind,
        kind=search_registry.kinds().get(kind, ""),
        snippet=snippet(page.summary, query, page.language),
        meta=(),
        date=page.first_published_at if page.search_kind else None,
        lang=page.language,
        title_lang=page.language,
        meta_lang=page.language,
    )
