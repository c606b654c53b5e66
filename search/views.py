from __future__ import annotations

from urllib.parse import quote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from core import errors, limits

from . import counting, facets, feed, lagging, service
from .engines.base import Engine, EngineError
from .find import FoundItem
from .listing import SearchListing, answer_to, chosen_filters

MOST_SUGGESTIONS = 8


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    limits.spend("search", limits.reader(request))
    listing = SearchListing(request)
    text = listing.answer.query.text
    context = {"listing": listing, "q": text, "q_encoded": quote_plus(text)}
    response = render(request, "search/search.html", context)
    counting.mark(response, listing.answer)
    return _kept_if(listing.answer.is_usual, response)


@require_safe
@conditional_page
def search_feed(request: HttpRequest) -> HttpResponse:
    """The newest of what everybody may read of the same answer, as Atom; 503 while the engine is away."""
    limits.spend("search", limits.reader(request))
    answer = feed.newest(request, chosen_filters(request))
    if answer.failed:
        return errors.answer(request, 503, retry_after=errors.TRY_AGAIN_AFTER)
    return _kept_if(answer.is_usual, feed.as_atom(answer, request))


@require_safe
def search_api(request: HttpRequest) -> HttpResponse:
    """The same answer as the search page, as JSON; the fields are described in docs/search.md."""
    limits.spend("search", limits.reader(request))
    answer = answer_to(request)
    fields = {
        "total": answer.page.total,
        "promoted": [_as_json(one) for one in answer.promoted],
        "hits": [_as_json(one) for one in answer.items],
        "facets": facets.as_json(answer.page.facets),
        "corrected": answer.page.corrected,
        "partial": answer.page.is_partial,
        "cut": answer.query.is_cut,
        "next": answer.page.next,
        "reserve": answer.by_reserve,
        "failed": answer.failed,
    }
    return _kept_if(answer.is_usual, JsonResponse(fields))


@require_safe
def suggest_api(request: HttpRequest) -> HttpResponse:
    """Texts that begin with what is being typed, from what everybody may read."""
    limits.spend("suggest", limits.reader(request))
    beginning = request.GET.get("q", "")

    def question(engine: Engine) -> list[str]:
        return engine.suggest(beginning, MOST_SUGGESTIONS, lagging.hidden_from(None, engine))

    try:
        texts, by_reserve = service.ask(question)
    except EngineError:
        texts, by_reserve = [], True
    return _kept_if(not by_reserve, JsonResponse({"suggestions": [{"text": text} for text in texts]}))


def _as_json(item: FoundItem) -> dict[str, str]:
    return {"title": item.title, "url": item.url, "kind": item.code, "snippet": item.snippet}


def _kept_if(is_usual: bool, response: HttpResponse) -> HttpResponse:
    """Leave an answer as it is, unless the engine could not give it: then it is nobody's but this reader's."""
    if not is_usual:
        patch_cache_control(response, no_store=True)
    return response
