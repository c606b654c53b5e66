from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.admin_forms import SnippetAdminForm
from core.choices import TermKind

NAMES = {"nn": "name_nn", "en": "name_en"}


def in_own_language(path: str) -> Any:
    """Return the expression for a term's name as the reader sees it; `path` leads to the bokmål name."""
    translated = NAMES.get(get_language() or "")
    if translated is None:
        return models.F(path)
    other = models.F(path.removesuffix("name") + translated)
    return Coalesce(NullIf(other, models.Value("")), models.F(path), output_field=models.CharField())


class TermQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> TermQuerySet:
        return self.filter(kind=kind)

    def named(self) -> TermQuerySet:
        """Add `word`: the name in the language of the interface, or the bokmål one where there is none."""
        return self.annotate(word=in_own_language("name"))


class Term(models.Model):
    """A word of the controlled vocabulary: a service area, a theme or a phase of service innovation."""

    kind = models.CharField(_("kind"), max_length=20, choices=TermKind)
    name = models.CharField(_("name in bokmål"), max_length=80)
    name_nn = models.CharField(_("name in nynorsk"), max_length=80, blank=True)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    slug = models.SlugField(_("name in addresses"), max_length=80)
    description = models.TextField(_("description"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = TermQuerySet.as_manager()
    base_form_class = SnippetAdminForm
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("order")]),
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_nn"), FieldPanel("name_en")]),
        FieldPanel("slug"),
        FieldPanel("description"),
    ]

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["kind", "order", "name"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_slug_a_kind")]

    def __str__(self) -> str:
        return getattr(self, NAMES.get(get_language() or "", "name")) or self.name
