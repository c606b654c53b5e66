"""How pages are found: every published page whose type says what kind of thing it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from wagtail.models import Page, get_page_models

from .languages import codes
from .models import BasePage, Classified, PageState
from .models.pages import BasePageQuerySet
from .pages import own_path, tree_language
from .search_registry import Adapter, Facets, SearchDocument, facets


class PageAdapter(Adapter):
    model = Page

    def __init__(self) -> None:
        self.kinds = {str(model.search_kind): model.search_kind_name for model in page_types()}

    def findable(self) -> Any:
        return Page.objects.live().exact_type(*page_types()).specific()

    def visible_to(self, user: Any) -> Any:
        return BasePageQuerySet(Page).listed_for(user)

    def read(self, pks: Iterable[int]) -> list[BasePage]:
        return _with_related(super().read(pks))

    def document(self, page: BasePage) -> SearchDocument:
        return SearchDocument(
            uid=f"page:{page.pk}",
            kind=str(page.search_kind),
            language=page.language,
            title=page.search_title(),
            body=_body(page.search_summary(), page.search_body()),
            url=own_path(page),
            access_key=page.state.access_key,
            place=page.search_place(),
            context=page.search_context(),
            published=page.first_published_at,
            facets=_facets(page),
        )


@cache
def page_types() -> list[type[BasePage]]:
    """Return the types of page that say what kind of thing they are."""
    return [model for model in get_page_models() if issubclass(model, BasePage) and model.search_kind]


def _with_related(pages: Iterable[BasePage]) -> list[BasePage]:
    """Return `pages`, with what stands in their documents fetched for all of a type at once."""
    by_type = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    for model, of_type in by_type.items():
        prefetch_related_objects(of_type, "state__organisation", *(["themes"] if issubclass(model, Classified) else []))
    related = [page for of_type in by_type.values() for page in of_type]
    _find_replaced(related)
    return related


def pages_named_by(uid: str) -> list[str]:
    """Return the uids of the pages whose documents hold the name of an organisation, or the slug of a term.

    Of a page those of its translations: which of them a reader is shown depends on which there are.
    """
    name, _, pk = uid.partition(":")
    if name == "organisation":
        pks = set(PageState.objects.filter(organisation=int(pk)).values_list("pk", flat=True))
    elif name == "term":
        models = [model for model in get_page_models() if issubclass(model, Classified)]
        pks = {one for model in models for one in model.objects.filter(themes=pk).values_list("pk", flat=True)}
    elif name == "page":
        keys = Page.objects.filter(pk=pk).values("translation_key")
        pks = set(Page.objects.filter(translation_key__in=keys).exclude(pk=pk).values_list("pk", flat=True))
    else:
        return []
    return [f"page:{one}" for one in sorted(pks)]


def repeats(summary: str, text: str) -> bool:
    """Return whether `summary` only says what `text` says: it was cut out of it, or put together from its headings."""
    text = " ".join(text.split())
    return all(part.strip() in text for part in summary.rstrip(" …").split(" · "))


def _body(summary: str, text: str) -> str:
    """Return summary and text, nothing of it twice."""
    return text if repeats(summary, text) else f"{summary}\n{text}".strip()


def _facets(page: BasePage) -> Facets:
    themes = page.themes.all() if isinstance(page, Classified) else ()
    found = facets(themes=themes, organisation=page.state.organisation, published=page.first_published_at)
    return {**found, "replaced_in": page.replaced_in} if page.replaced_in else found


def _find_replaced(pages: Sequence[BasePage]) -> None:
    """Say of each page in which languages of the interface another one stands for it (`replaced_in`)."""
    found: dict[Any, set[str]] = defaultdict(set)
    live = Page.objects.live().filter(translation_key__in={page.translation_key for page in pages})
    for key, language in live.values_list("translation_key", "locale__language_code"):
        found[key].add(language)
    for page in pages:
        own, others = tree_language(page), found[page.translation_key]
        page.replaced_in = tuple(sorted((others if own == settings.LANGUAGE_CODE else set(codes())) - {own}))
