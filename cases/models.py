from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, PageManager

from core.clock import now
from core.markdown import RenderedField, RendererVersionField, plain
from core.models import BasePage, BasePageManager, BasePageQuerySet, Classified
from people.pages import WrittenByMembers
from threads.pages import CommentedPage

from . import rules
from .age import age_text, use_text
from .choices import ExperienceArea
from .pages import ExperienceListing, Report

TWENTY_YEARS = 1040
MOST_ROWS = 30
LONGEST_ROW = 1000


class ExperienceIndexPage(ExperienceListing, BasePage):
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["cases.ExperiencePage"]

    objects = BasePageManager()

    class Meta:
        verbose_name = _("experience arena")
        verbose_name_plural = _("experience arenas")


class ExperienceQuerySet(BasePageQuerySet):
    def waiting(self) -> ExperienceQuerySet:
        """Return the reports that somebody has sent for approval; the same condition as `rules.is_waiting`."""
        sent = Q(state__withdrawn_at=None) | Q(state__submitted_at__gt=F("state__withdrawn_at"))
        return self.filter(sent, has_unpublished_changes=True, state__submitted_at__isnull=False)

    def waiting_for(self, user: Any) -> ExperienceQuerySet:
        """Return the reports that `user` may approve now, first sent first, with those who stand behind them."""
        waiting = self.waiting().with_state().order_by("state__submitted_at")
        if rules.publishes_everywhere(user):
            return waiting
        return waiting.filter(state__organisation__in=rules.publishing_organisation_ids(user))


ExperienceManager = PageManager.from_queryset(ExperienceQuerySet)


class ExperiencePage(Report, CommentedPage, WrittenByMembers, Classified, BasePage):
    """What an organisation learnt in one phase of the life of a solution."""

    area = models.CharField(
        _("phase of life"), max_length=20, choices=ExperienceArea, help_text=_("What the experience is from.")
    )
    solution = models.CharField(
        _("solution"), max_length=200, blank=True, help_text=_("The name of the product or service, as it is sold.")
    )
    supplier = models.CharField(
        _("supplier"), max_length=200, blank=True, help_text=_("A supplier's own report always names that supplier.")
    )
    collaboration = models.CharField(
        _("collaboration"),
        max_length=200,
        blank=True,
        help_text=_("Who did this together, or the name of the project."),
    )
    weeks_in_use = models.PositiveSmallIntegerField(
        _("weeks in use"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(TWENTY_YEARS)],
        help_text=_("How long the solution had been in use when this was written; 0 means that it had just begun."),
    )
    body = models.TextField(
        _("text"), max_length=20_000, blank=True, help_text=_("What was done, what came of it, and for whom.")
    )
    body_html = RenderedField(source="body")
    renderer_version = RendererVersionField()

    parent_page_types = ["cases.ExperienceIndexPage"]
    subpage_types: list[str] = []
    search_kind = "experience"
    search_kind_name = _("Experience")
    card_fields = ["area", "solution", "weeks_in_use", "state__organisation__kind"]
    edit_view, withdraw_view = "experience_edit", "experience_withdraw"
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("area"), FieldPanel("weeks_in_use")]),
        FieldRowPanel([FieldPanel("solution"), FieldPanel("supplier")]),
        FieldPanel("collaboration"),
        FieldPanel("body"),
        InlinePanel(
            "success_factors",
            heading=_("Success factors"),
            label=_("Success factor"),
            max_num=MOST_ROWS,
            help_text=_("Shown as a numbered list, in this order."),
        ),
        InlinePanel(
            "challenges",
            heading=_("Challenges and measures"),
            label=_("Challenge and measure"),
            max_num=MOST_ROWS,
            help_text=_("Every challenge stands beside what was done about it; neither can be left out."),
        ),
        *Classified.classification_panels,
    ]

    objects = ExperienceManager()

    class Meta:
        verbose_name = _("experience report")
        verbose_name_plural = _("experience reports")

    @property
    def is_by_supplier(self) -> bool:
        organisation = self.state.organisation if self.pk else None
        return organisation is not None and organisation.is_supplier

    @property
    def age(self) -> str:
        """Return how long ago the report was published, in words; nothing for what is not."""
        return age_text(self.first_published_at, now()) if self.first_published_at else ""

    @property
    def use(self) -> str:
        """Return for how long the solution had been in use, in words; nothing when the report does not say."""
        return use_text(self.weeks_in_use) if self.weeks_in_use is not None else ""

    @property
    def marks(self) -> list[dict[str, Any]]:
        """Return, as tags, what a reader should know before believing the report."""
        return [{"label": _("The supplier's own experience"), "color": "ochre"}] if self.is_by_supplier else []

    @property
    def tags(self) -> list[dict[str, Any]]:
        return [*self.marks, *self.theme_tags]

    @property
    def meta(self) -> list[Any]:
        """Return the line on a card: whose experience, with what, how mature, how old."""
        return [self.state.organisation, self.solution, self.use, self.age]

    @property
    def waiting_meta(self) -> list[Any]:
        """Return the line on the card of a report that waits for approval: who wrote it, for whom."""
        return [self.state.author, self.state.organisation, *(mark["label"] for mark in self.marks)]

    @property
    def facts(self) -> list[dict[str, Any]]:
        return [
            {"label": _("Phase of life"), "value": self.get_area_display()},
            {"label": _("Solution"), "value": self.solution, "is_written": True},
            {"label": _("Supplier"), "value": self.supplier},
            {"label": _("Collaboration"), "value": self.collaboration, "is_written": True},
        ]

    def search_body(self) -> str:
        rows = [factor.text for factor in self.success_factors.all()]
        for pair in self.challenges.all():
            rows += [pair.challenge, pair.measure]
        return "\n".join([plain(self.body_html), self.solution, self.supplier, self.collaboration, *rows])


class SuccessFactor(Orderable):
    """One thing that made it go well."""

    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="success_factors")
    text = models.TextField(_("success factor"), max_length=LONGEST_ROW)

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("success factor")
        verbose_name_plural = _("success factors")

    def __str__(self) -> str:
        return self.text[:60]


class ChallengeMeasure(Orderable):
    """One thing that was difficult, and what was done about it."""

    page = ParentalKey(ExperiencePage, on_delete=models.CASCADE, related_name="challenges")
    challenge = models.TextField(_("challenge"), max_length=LONGEST_ROW)
    measure = models.TextField(
        _("measure"), max_length=LONGEST_ROW, help_text=_("What was done, or why nothing could be done.")
    )

    panels = [FieldRowPanel([FieldPanel("challenge"), FieldPanel("measure")])]

    class Meta(Orderable.Meta):
        verbose_name = _("challenge and measure")
        verbose_name_plural = _("challenges and measures")

    def __str__(self) -> str:
        return self.challenge[:60]
