from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .forms import PromotionForm, SynonymForm
from .lines import lines
from .synonyms import Group

LONGEST_COUNTED = 60  # characters


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


class Promotion(models.Model):
    """A page that editors have chosen for those who search for one of `words`; the texts stand one on a line."""

    words = models.TextField(
        _("searched for"),
        help_text=_(
            "One search on each line, as people write it. The page is recommended when the whole search is one of"
            " these, in any form of the words."
        ),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("It stands above the hits. Whoever may not read it does not see it."),
    )

    base_form_class = PromotionForm
    panels = [FieldPanel("words"), FieldPanel("page")]

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommended pages")
        ordering = ["words", "pk"]

    def __str__(self) -> str:
        return ", ".join(lines(self.words))


class SearchCountQuerySet(models.QuerySet):
    def since(self, day: date) -> SearchCountQuerySet:
        """Return what was sought from `day` on, each text once, the most sought first.

        `times` and `in_vain` are how often in all and without hits, `hits` how many there were the last time.
        """
        newest = SearchCount.objects.filter(text=OuterRef("text")).order_by("-day")
        counted = self.filter(day__gte=day).values("text").annotate(times=Sum("searches"), in_vain=Sum("without_hits"))
        return counted.annotate(hits=Subquery(newest.values("total")[:1])).order_by("-times", "text")

    def in_vain_since(self, day: date) -> SearchCountQuerySet:
        """Return what was sought from `day` on and had no hits the last time, most often in vain first."""
        return self.since(day).filter(in_vain__gt=0, hits=0).order_by("-in_vain", "text")


class SearchCount(models.Model):
    """How often a text was sought on a day, and how often without hits; who sought it is not known."""

    day = models.DateField()
    text = models.CharField(max_length=LONGEST_COUNTED)
    searches = models.PositiveIntegerField()
    without_hits = models.PositiveIntegerField()
    total = models.PositiveIntegerField(help_text="The number of hits the last time.")

    objects = SearchCountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "day"], name="one_count_a_day")]
        indexes = [models.Index(fields=["day"])]

    def __str__(self) -> str:
        return f"{self.day}: {self.text}"
