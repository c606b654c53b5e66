"""How much of what is published is in bokmål and in nynorsk.

Source: språklova § 13: a central state body uses both forms, at least 25 % of each, over time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.choices import Language
from home.models import ArticleIndexPage, ArticlePage

GOAL = 25  # per cent of what is in Norwegian
BY_EDITORS = ["market.ProcurementNotice", "market.SupplierProfile"]
BY_MEMBERS = ["arena.IdeaPage", "cases.ExperiencePage", "events.EventPage", "threads.ThreadPage"]


@dataclass(frozen=True)
class Share:
    """How many published things of one kind there are in each language."""

    label: Any
    nb: int
    nn: int
    others: int
    is_total: bool = False

    @property
    def norwegian(self) -> int:
        return self.nb + self.nn

    @property
    def _least(self) -> int:
        """Whole per cent of the Norwegian ones that are in the form fewer are in: nearly reached is not reached."""
        return 100 * min(self.nb, self.nn) // self.norwegian

    @property
    def nn_percent(self) -> int | None:
        """Per cent of the Norwegian ones that are in nynorsk; None where there are none."""
        if not self.norwegian:
            return None
        return self._least if self.nn <= self.nb else 100 - self._least

    @property
    def is_within_goal(self) -> bool:
        """Tell whether both forms have their share; where there is nothing, nothing is missing."""
        return not self.norwegian or self._least >= GOAL


def count(label: Any, queryset: Any) -> Share:
    by_language = dict(queryset.order_by().values_list("language").annotate(Count("pk")))
    nb, nn = (by_language.pop(code, 0) for code in (Language.BOKMAL, Language.NYNORSK))
    return Share(label, nb, nn, sum(by_language.values()))


def total(label: Any, shares: Iterable[Share]) -> Share:
    rows = list(shares)
    return Share(label, sum(x.nb for x in rows), sum(x.nn for x in rows), sum(x.others for x in rows), is_total=True)


def _of_models(labels: list[str]) -> list[Share]:
    models = [apps.get_model(label) for label in labels]
    return [count(capfirst(one._meta.verbose_name_plural), one._default_manager.filter(live=True)) for one in models]


def groups() -> list[tuple[Any, list[Share]]]:
    """Return (who writes, rows with their total last) for the editors and for the members."""
    own = ArticlePage.objects.live().own()
    sections = [
        count(section.title, own.within(section))
        for section in ArticleIndexPage.objects.live().originals().order_by("path")
    ]
    found = [(_("Editors"), sections + _of_models(BY_EDITORS)), (_("Members"), _of_models(BY_MEMBERS))]
    return [(label, [*rows, total(_("In total"), rows)]) for label, rows in found]
