from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .forms import SynonymForm
from .lines import lines
from .synonyms import Group


class Synonym(models.Model):
    """Words that mean the same to those who search, in any language; the texts stand one on a line."""

    words = models.TextField(
        _("words that mean the same"),
        help_text=_(
            "One on each line: a word, an abbreviation or several words. Whoever searches for one of them finds the"
            " others as well. One form of each word is enough."
        ),
    )
    also = models.TextField(
        _("finds these as well"),
        blank=True,
        help_text=_(
            "Narrower words, one on each line. They are found by the words above, but do not find them: who searches"
            " for welfare technology finds safety alarms, not the other way round."
        ),
    )

    base_form_class = SynonymForm
    panels = [FieldPanel("words"), FieldPanel("also")]

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("groups of synonyms")
        ordering = ["words", "pk"]

    def __str__(self) -> str:
        return " = ".join(lines(self.words))

    @property
    def group(self) -> Group:
        return Group(lines(self.words), lines(self.also))
