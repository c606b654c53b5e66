from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Orderable
from wagtail.search import index

from core import moments
from core.alphabet import SortKeyField
from core.clock import now
from core.models import BasePage, BasePageManager
from people.choices import OrganisationKind

from . import addresses, deadlines, rules
from .choices import NoticeStatus, NoticeType
from .fields import WebAddressField
from .pages import MarketRoutes
from .snippets import MarketQuerySet, MarketSnippet, snippet_panels

STATUS_COLORS = {NoticeStatus.OPEN: "success", NoticeStatus.CLOSED: "neutral"}


class MarketIndexPage(MarketRoutes, RoutablePageMixin, BasePage):
    """The procurement function; notices and suppliers have their addresses below it."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    template = "market/market_index_page.html"

    objects = BasePageManager()

    class Meta:
        verbose_name = _("procurement function")
        verbose_name_plural = _("procurement functions")


class SupplierProfile(MarketSnippet):
    """How a supplier presents itself; one for each organisation."""

    organisation = models.OneToOneField(
        "people.Organisation",
        models.PROTECT,
        related_name="supplier_profile",
        limit_choices_to={"kind": OrganisationKind.SUPPLIER},
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name"), max_length=120)
    name_key = SortKeyField(source="name")
    website = WebAddressField(_("website"), blank=True)

    section = addresses.SUPPLIERS
    owner_field = "organisation"
    detail_template = "market/supplier_profile.html"
    panels = snippet_panels("name", FieldPanel("organisation", widget=forms.Select), FieldPanel("website"))
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
        index.FilterField("live"),
        index.FilterField("language"),
    ]

    objects = MarketQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier profile")
        verbose_name_plural = _("supplier profiles")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def tags(self) -> list[dict[str, Any]]:
        """Return the service areas as tags on a card."""
        return [{"label": area, "outline": True} for area in self.service_areas.all()]


class NoticeQuerySet(MarketQuerySet):
    def visible_to(self, user: Any) -> NoticeQuerySet:
        """Return what is published and has not been withdrawn."""
        return super().visible_to(user).filter(withdrawn_at=None)

    def next_moment(self, at: datetime) -> datetime | None:
        """Return when, after `at`, the next deadline passes."""
        return moments.first_after(at, self.visible_to(None).filter(deadline__gt=at), "deadline")

    def with_status(self) -> NoticeQuerySet:
        """Add `status_now` and `deadline_ahead` (the deadline, unless it is past) as lists filter and sort by them."""
        moment = now()
        is_open = Q(type__in=rules.ANSWERED) & (Q(deadline=None) | Q(deadline__gt=moment))
        return self.annotate(
            status_now=Case(When(is_open, then=Value(NoticeStatus.OPEN)), default=Value(NoticeStatus.CLOSED)),
            deadline_ahead=Case(When(deadline__gt=moment, then=F("deadline"))),
        )


class ProcurementNotice(MarketSnippet):
    """What a buyer makes known of a procurement. Whether it is open follows from its dates."""

    title = models.CharField(_("title"), max_length=200)
    type = models.CharField(_("type"), max_length=20, choices=NoticeType)
    buyer = models.ForeignKey("people.Organisation", models.PROTECT, related_name="notices", verbose_name=_("buyer"))
    deadline = models.DateTimeField(
        _("deadline"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Norwegian time. What is complete before this moment is in time; at this moment it is too late."),
    )
    value_nok = models.DecimalField(
        _("estimated value"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(rules.LARGEST_VALUE)],
        help_text=_("In Norwegian kroner, excluding VAT."),
    )
    reference = models.CharField(_("reference"), max_length=60, blank=True, help_text=_("The buyer's case number."))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    section = addresses.NOTICES
    owner_field = "buyer"
    detail_template = "market/procurement_notice.html"
    panels = snippet_panels(
        "title",
        FieldPanel("buyer", widget=forms.Select),
        FieldRowPanel([FieldPanel("type"), FieldPanel("deadline")]),
        FieldRowPanel([FieldPanel("value_nok"), FieldPanel("reference")]),
        InlinePanel("documents", label=_("Document"), heading=_("Documents")),
    )
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.AutocompleteField("reference"),
        index.SearchField("summary"),
        index.FilterField("live"),
        index.FilterField("type"),
        index.FilterField("buyer"),
        index.FilterField("language"),
        index.FilterField("deadline"),
    ]

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("procurement notice")
        verbose_name_plural = _("procurement notices")
        ordering = ["-first_published_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def state_fields(cls) -> list[str]:
        return [*super().state_fields(), "withdrawn_at"]

    @property
    def status(self) -> NoticeStatus:
        return rules.status(self.type, self.deadline, now())

    @property
    def deadline_text(self) -> str:
        return deadlines.text(self.deadline) if self.deadline else ""

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def status_string(self) -> Any:
        """What the admin calls its state; «live» would be wrong of what nobody can read."""
        return _("withdrawn") if self.is_withdrawn else super().status_string

    @property
    def tags(self) -> list[dict[str, Any]]:
        """Return whether it is open, as a tag on a card."""
        return [{"label": self.status.label, "color": STATUS_COLORS[self.status]}]

    @property
    def kind(self) -> str:
        """Return what it is and whose, for the line above its title."""
        return f"{self.get_type_display()} · {self.buyer}"

    @property
    def meta(self) -> list[str]:
        """Return the deadline, for a line under the title."""
        return [_("Deadline %(when)s") % {"when": self.deadline_text}] if self.deadline else []

    def search_words(self) -> list[str]:
        return [*super().search_words(), self.reference]

    def clean(self) -> None:
        super().clean()
        if self.deadline is None:
            return
        moment = now()
        if rules.is_too_far_ahead(self.deadline, moment):
            raise ValidationError({"deadline": _("The deadline lies more than ten years ahead.")})
        if rules.is_before_publication(
            self.deadline, rules.publication(self.first_published_at, self.go_live_at, moment)
        ):
            raise ValidationError({"deadline": _("The deadline must come after the notice is published.")})


class NoticeDocument(Orderable):
    """A file that belongs to a notice, under a title of its own."""

    notice = ParentalKey(ProcurementNotice, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey("core.SiteDocument", models.PROTECT, related_name="+", verbose_name=_("file"))
    title = models.CharField(_("title"), max_length=200)

    panels = [FieldPanel("title"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title
