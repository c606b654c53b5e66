"""The filters that several lists share."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from .choices import Language
from .keyset import Sort
from .listing import Filter, choice_labels
from .models.taxonomy import in_own_language


def of_terms(name: str, label: Any, path: str) -> Filter:
    """Return a filter over the terms that `path` leads to, in their own order."""
    return Filter(
        name,
        label,
        f"{path}__slug",
        words=lambda: in_own_language(f"{path}__name"),
        order=(f"{path}__order", f"{path}__name"),
    )


def of_organisations(name: str, label: Any, path: str) -> Filter:
    """Return a filter over the organisations that `path` leads to, by name."""
    return Filter(name, label, f"{path}__slug", words=lambda: F(f"{path}__name"), order=(f"{path}__name",))


THEME = of_terms("tema", _("Theme"), "themes")
SERVICE_AREA = of_terms("omrade", _("Service area"), "service_areas")
ORGANISATION = of_organisations("org", _("Organisation"), "state__organisation")
LANGUAGE = Filter("sprak", _("Language"), "language", choice_labels(Language))

NEWEST = Sort("nyest", _("Newest first"), "first_published_at")
LAST_ACTIVITY = Sort("aktivitet", _("Latest activity"), "state__last_activity_at")
BY_TITLE = Sort("tittel", _("Title"), "state__title_key", descending=False)
