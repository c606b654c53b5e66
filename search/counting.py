"""What is sought, and what is sought in vain: how often on each day, and never by whom.

Reading writes nothing to the database: a search adds to the counts in the cache, and the worker brings them from there
to the table. Texts with what tells persons apart, an address or a number, are not counted at all.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from core.clock import today
from core.locks import in_turn

from .analysis.base import WORD
from .analysis.folding import normalise
from .models import LONGEST_COUNTED, SearchCount
from .query import clean

if TYPE_CHECKING:
    from .find import Answer

logger = logging.getLogger(__name__)

HEADER = "Search-Total"  # from the view, through the kept page, to the middleware; no reader gets it
COUNTS = "search.counts"
MOST_WAITING = 2_000  # texts in the cache; further new ones are not counted until the worker has been there
MOST_WORDS, MOST_DIGITS = 8, 5
ONCE_KEPT, KEPT = timedelta(days=30), timedelta(days=365)
CRAWLER = re.compile(r"bot\b|crawl|spider", re.IGNORECASE)  # as those call themselves who read the whole net
_QUOTES = str.maketrans(dict.fromkeys('"«»“”„‟', " "))

Counts = dict[tuple[date, str], tuple[int, int, int]]  # of a text on a day: searches, without hits, hits the last time


def countable(text: str) -> str:
    """Return a query as it is counted, without case and quotation marks; "" for what may tell persons apart.

    That is what has an address or as many digits as a date of birth, a telephone number or a case has, and what is so
    long that it tells a story.
    """
    text = " ".join(normalise(clean(text).translate(_QUOTES)).split())
    digits = sum(sign.isdigit() for sign in text)
    is_long = len(text) > LONGEST_COUNTED or len(text.split()) > MOST_WORDS
    return "" if "@" in text or digits > MOST_DIGITS or is_long or not WORD.search(text) else text


def mark(response: HttpResponse, answer: Answer) -> None:
    """Have an answer counted, unless it only goes on with a search: its next page, or some of its hits.

    Of the hits those are counted that everybody may read: that a closed one has the words is told to nobody. What has
    only some of the words, or others of a similar meaning, is no hit.
    """
    query, found = answer.query, answer.page
    if not (answer.failed or query.filters or query.after or query.is_meaningless):
        response.headers[HEADER] = str((0 if found.is_partial else found.open_total) or len(answer.promoted))


class CountingMiddleware:
    """Count the searches that are answered, from a kept page or anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (total := response.get(HEADER)) is None:
            return response
        del response[HEADER]
        if request.method == "GET" and _is_person(request) and (text := countable(request.GET.get("q", ""))):
            _count(text, int(total))
        return response


def _is_person(request: HttpRequest) -> bool:
    return not CRAWLER.search(request.headers.get("User-Agent", ""))


def _count(text: str, total: int) -> None:
    try:
        with in_turn("search-counts"):
            counts: Counts = cache.get(COUNTS, {})
            key = (today(), text)
            if key in counts or len(counts) < MOST_WAITING:
                searches, without_hits, _total = counts.get(key, (0, 0, 0))
                cache.set(COUNTS, {**counts, key: (searches + 1, without_hits + (total == 0), total)}, timeout=None)
    except Exception as error:  # noqa: BLE001 - each kind of cache fails in a way of its own, and the reader has an answer
        logger.warning("A search was not counted: %r", error)


def store() -> int:
    """Bring the counts from the cache to the database, and return of how many texts. Called by the worker."""
    with in_turn("search-counts"):
        counts: Counts = cache.get(COUNTS, {})
        cache.delete(COUNTS)
    if not counts:
        return 0
    with transaction.atomic():
        new = [
            SearchCount(day=day, text=text, searches=searches, without_hits=without_hits, total=total)
            for (day, text), (searches, without_hits, total) in counts.items()
            if not SearchCount.objects.filter(day=day, text=text).update(
                searches=F("searches") + searches, without_hits=F("without_hits") + without_hits, total=total
            )
        ]
        SearchCount.objects.bulk_create(new)
    return len(counts)


def forget_old() -> int:
    """Delete what is a year old, and after a month what was sought only once; return the number of rows."""
    old = SearchCount.objects.filter(day__lte=today() - KEPT)
    once = SearchCount.objects.values("text").annotate(times=Sum("searches")).filter(times=1)
    seldom = SearchCount.objects.filter(day__lte=today() - ONCE_KEPT, text__in=once.values("text"))
    return old.delete()[0] + seldom.delete()[0]
