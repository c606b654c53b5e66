"""What stands beside a page: others under the same themes, whatever arena they are in.

Asked of the database and not of the search: two cheap queries, and what may not be read is never a candidate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import QuerySet, Value
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from wagtail.models import Page

from .models import BasePage, Classified
from .pages import page_path

MOST = 3
NEWEST = 500  # among so many pages under the same themes those that share most are looked for


@dataclass(frozen=True)
class RelatedPage:
    title: str
    summary: str
    url: str
    language: str
    kind: str


@cache
def page_types() -> dict[str, Any]:
    """Return the types of page that stand under themes, by label."""
    found = (one for one in apps.get_models() if issubclass(one, BasePage) and issubclass(one, Classified))
    return {one._meta.label: one for one in found}


def related_to(page: Any, reader: Any) -> Any:
    """Return up to `MOST` pages that share most themes with `page`, of equals the newest; asked for when shown."""
    return SimpleLazyObject(lambda: _related(page, reader))


def _related(page: Any, reader: Any) -> list[RelatedPage]:
    themes = [theme.pk for theme in page.themes.all()]
    if not themes:
        return []
    sharing = _of_all_types(lambda rows: rows.filter(themes__in=themes).values_list("page_ptr_id"), reader)
    sharing = sharing.order_by("-page_ptr_id")[:NEWEST]
    shared = Counter(pk for (pk,) in sharing if pk != page.pk)
    best = sorted(shared, key=lambda pk: (-shared[pk], -pk))[:MOST]
    fields = ("pk", "title", "summary", "url_path", "language")
    rows = _of_all_types(
        lambda rows: rows.filter(pk__in=best).values_list(*fields, Value(rows.model._meta.label)), reader
    )
    by_pk = {row[0]: _shown(*row[1:]) for row in rows}
    return [by_pk[pk] for pk in best if pk in by_pk]


def _of_all_types(part: Callable[[QuerySet], QuerySet], reader: Any) -> QuerySet:
    """Return the rows that `part` takes of each type of page, in one query."""
    first, *others = [part(model.objects.listed_for(reader).order_by()) for model in page_types().values()]
    return first.union(*others, all=True)


def _shown(title: str, summary: str, url_path: str, language: str, label: str) -> RelatedPage:
    kind = capfirst(str(page_types()[label]._meta.verbose_name))
    return RelatedPage(title, summary, page_path(Page(url_path=url_path)), language, kind)
