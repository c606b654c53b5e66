"""The filters that several lists share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from .choices import Language, TermKind
from .keyset import Sort
from .listing import Filter, choice_labels


def term_labels(kind: str) -> Callable[[Iterable[str]], dict[str, Any]]:
    """Return the labels of a `Filter` over the terms of one kind."""

    def labels(values: Iterable[str]) -> dict[str, Any]:
        terms = apps.get_model("core.Term").objects.of_kind(kind).filter(slug__in=set(values))
        return dict(terms.order_by("order", "name").values_list("slug", "name"))

    return labels


def organisation_labels(values: Iterable[str]) -> dict[str, Any]:
    found = apps.get_model("people.Organisation").objects.filter(slug__in=set(values))
    return dict(found.order_by("name").values_list("slug", "name"))


THEME = Filter("tema", _("Theme"), "themes__slug", term_labels(TermKind.THEME))
SERVICE_AREA = Filter("omrade", _("Service area"), "service_areas__slug", term_labels(TermKind.SERVICE_AREA))
ORGANISATION = Filter("org", _("Organisation"), "state__organisation__slug", organisation_labels)
LANGUAGE = Filter("sprak", _("Language"), "language", choice_labels(Language))

NEWEST = Sort("nyest", _("Newest first"), "first_published_at")
LAST_ACTIVITY = Sort("aktivitet", _("Latest activity"), "state__last_activity_at")
BY_TITLE = Sort("tittel", _("Title"), "title", descending=False)
