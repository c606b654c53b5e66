from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin

from core.choices import TermKind


class TermQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> TermQuerySet:
        return self.filter(kind=kind)


class Term(TranslatableMixin, models.Model):
    """A word of the controlled vocabulary: a service area, a theme or a phase of service innovation."""

    kind = models.CharField(_("kind"), max_length=20, choices=TermKind)
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("name in addresses"), max_length=80)
    description = models.TextField(_("description"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = TermQuerySet.as_manager()
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("order")]),
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("description"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["kind", "order", "name"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug", "locale"], name="one_slug_a_kind")]

    def __str__(self) -> str:
        return self.name
