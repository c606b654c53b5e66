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
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from wagtail.models import Page

from .models import BasePage, Classified
from .models.pages import BasePageQuerySet
from .pages import page_path

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
def page_types() -> dict[str, Any]:
    """Return the types of page that stand under themes, by label."""
    found = (one for one in apps.get_models() if issubclass(one, BasePage) and issubclass(one, Classified))
    return {one._meta.label: one for one in found}


def related_to(page: Any, reader: Any) -> Any:
    """Return up to `MOST` pages that share most themes with `page`, of equals the newest; asked for when shown."""
    return SimpleLazyObject(lambda: _related(page, reader))


def _related(page: Any, reader: Any) -> list[RelatedPage]:
    shared, labels = _sharing(page)
    if not shared:
        return []
    readable = BasePageQuerySet(Page).listed_for(reader).filter(pk__in=list(shared)).order_by()
    rows = readable.values_list("pk", "title", _own("summary"), "url_path", _own("language"))
    best = sorted(rows, key=lambda row: (-shared[row[0]], -row[0]))[:MOST]
    return [_shown(title, text, path, language, labels[pk]) for pk, title, text, path, language in best]


def _sharing(page: Any) -> tuple[Counter[int], dict[int, str]]:
    """Return how many themes each of the newest other pages shares with `page`, and the label of each one's type."""
    themes = [theme.pk for theme in page.themes.all()]
    if not themes:
        return Counter(), {}
    first, *others = [_under(themes, model, label) for label, model in page_types().items()]
    rows = list(first.union(*others, all=True).order_by("-page")[:NEWEST].values_list("page", "label"))
    return Counter(pk for pk, _label in rows if pk != page.pk), dict(rows)


def _under(themes: list[int], model: Any, label: str) -> QuerySet:
    links = model.themes.through.objects.filter(term__in=themes)
    return links.values(page=F(f"{model._meta.model_name}_id"), label=Value(label))


def _own(field: str) -> Coalesce:
    """Return a field that each type of page has a column of its own for."""
    return Coalesce(*[f"{model._meta.model_name}__{field}" for model in page_types().values()])


def _shown(title: str, summary: str, url_path: str, language: str, label: str) -> RelatedPage:
    kind = capfirst(str(page_types()[label]._meta.verbose_name))
    return RelatedPage(title, summary, page_path(Page(url_path=url_path)), language, kind)
