"""What stands beside a page: others under the same themes, whatever arena they are in.

Asked of the database and not of the search, in two cheap queries: what lies under the same themes, and then those that
may be read of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from wagtail.models import Page

from .models import BasePage, Classified
from .models.pages import BasePageQuerySet
from .pages import path_of

MOST = 3
NEWEST = 500  # among so many of the newest places under the same themes those that share most are looked for


@dataclass(frozen=True)
class RelatedPage:
    title: str
    summary: str
    url: str
    language: str
    kind: str


@cache
def page_types() -> list[Any]:
    """Return the types of page that stand under themes."""
    return [one for one in apps.get_models() if issubclass(one, BasePage) and issubclass(one, Classified)]


def related_to(page: Any, reader: Any) -> Any:
    """Return up to `MOST` pages that share most themes with `page`, of equals the newest; asked for when shown."""
    return SimpleLazyObject(lambda: _related(page, reader))


def _related(page: Any, reader: Any) -> list[RelatedPage]:
    shared = _sharing(page)
    if not shared:
        return []
    readable = BasePageQuerySet(Page).listed_for(reader).filter(pk__in=list(shared)).order_by()
    rows = readable.values_list("pk", "title", _own("summary"), "url_path", _own("language"), "content_type")
    best = sorted(rows, key=lambda row: (-shared[row[0]], -row[0]))[:MOST]
    return [_shown(*row) for _pk, *row in best]


def _sharing(page: Any) -> Counter[int]:
    """Return how many themes each of the newest other pages shares with `page`, by primary key."""
    themes = [theme.pk for theme in page.themes.get_object_list()]
    if not themes:
        return Counter()
    first, *others = [_under(themes, model) for model in page_types()]
    newest = first.union(*others, all=True).order_by(f"-{page_types()[0]._meta.model_name}")[:NEWEST]
    return Counter(pk for (pk,) in newest if pk != page.pk)


def _under(themes: list[int], model: Any) -> QuerySet:
    """Return the primary keys of the pages of a type, once for each of `themes` that they stand under."""
    return model.themes.through.objects.filter(term__in=themes).values_list(f"{model._meta.model_name}_id")


def _own(field: str) -> Coalesce:
    """Return a field that each type of page has a column of its own for."""
    return Coalesce(*[f"{model._meta.model_name}__{field}" for model in page_types()])


def _shown(title: str, summary: str, url_path: str, language: str, content_type: int) -> RelatedPage:
    model = ContentType.objects.get_for_id(content_type).model_class()
    kind = capfirst(str(model._meta.verbose_name)) if model else ""
    return RelatedPage(title, summary, path_of(url_path), language, kind)
