from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager

from core import moments
from core.clock import now
from core.counts import CountField, SmallCountField
from core.markdown import RenderedField, RendererVersionField, plain
from core.models import BasePage, BasePageManager, BasePageQuerySet, Classified
from people.pages import WrittenByMembers
from threads.pages import CommentedPage

from . import choices
from .dates import EventAdminForm
from .pages import EventListing, EventView
from .rules import registration_status

MIRROR = datetime(2500, 1, 1, tzinfo=UTC)


class Appointment:
    """Something with a beginning and an end."""

    starts_at: Any
    ends_at: Any

    @property
    def is_within_a_day(self) -> bool:
        """Tell whether it begins and ends on the same day, in Norway."""
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)


class EventIndexPage(EventListing, BasePage):
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]

    objects = BasePageManager()

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


def taken_places() -> Coalesce:
    """Return an expression for the number of places that are taken at the event of each row."""
    current = Registration.objects.current().filter(event=OuterRef("pk")).order_by().values("event")
    return Coalesce(Subquery(current.annotate(n=Count("pk")).values("n")), 0)


class EventQuerySet(BasePageQuerySet):
    def for_list(self, at: datetime) -> EventQuerySet:
        """Add what a list is sorted and filtered by: `when`, `attendance`, and `soonest`.

        Sorted by `soonest`, coming events stand first by their start, then those that are over, the latest first: their
        start is mirrored in a day far away.
        """
        mirrored = Value(MIRROR) + (Value(MIRROR) - F("starts_at"))
        coming, kinds = Q(ends_at__gt=at), choices.Attendance
        return self.annotate(
            when=Case(When(coming, Value(choices.When.COMING)), default=Value(choices.When.PAST)),
            soonest=Case(When(coming, F("starts_at")), default=mirrored, output_field=models.DateTimeField()),
            attendance=Case(
                When(online_url="", then=Value(kinds.ON_SITE)),
                When(place="", then=Value(kinds.ONLINE)),
                default=Value(kinds.BOTH),
            ),
        )

    def next_moment(self, at: datetime) -> datetime | None:
        """Return when, after `at`, an event next begins, ends or takes no more registrations."""
        ahead = self.live().filter(ends_at__gt=at)
        return moments.first_after(at, ahead, "starts_at", "ends_at", "registration_deadline")

    def with_taken(self) -> EventQuerySet:
        """Count the places that are taken, in one query for all events."""
        return self.annotate(taken=taken_places())


class EventPage(Appointment, EventView, CommentedPage, WrittenByMembers, Classified, BasePage):
    """A workshop or meeting that people register for."""

    starts_at = models.DateTimeField(_("starts"), db_index=True, help_text=_("Norwegian time."))
    ends_at = models.DateTimeField(_("ends"), db_index=True)
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("Room, building and town. Leave empty if it is only online."),
    )
    online_url = models.URLField(
        _("online address"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Shown to those who are registered, and sent with their receipt."),
    )
    capacity = CountField(
        _("number of places"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100_000)],
        help_text=_("Leave empty if there is room for everyone."),
    )
    registration_deadline = models.DateTimeField(
        _("registration deadline"),
        null=True,
        blank=True,
        help_text=_("Without one, registration is open until the event starts."),
    )
    body = models.TextField(_("about the event"), max_length=20_000, blank=True)
    body_html = RenderedField(source="body")
    renderer_version = RendererVersionField()

    parent_page_types = ["events.EventIndexPage"]
    subpage_types: list[str] = []
    search_kind = "event"
    search_kind_name = _("Event")
    card_fields = ["starts_at", "ends_at", "place", "online_url", "capacity", "registration_deadline"]
    edit_view, withdraw_view = "event_edit", "event_withdraw"
    base_form_class = EventAdminForm
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("online_url"),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("capacity"), FieldPanel("registration_deadline")])], heading=_("Registration")
        ),
        FieldPanel("body", help_text=_("Plain text; blank lines make paragraphs, **two stars** make bold.")),
        InlinePanel(
            "agenda_items", heading=_("Agenda"), label=_("Agenda item"), help_text=_("In the order they are shown.")
        ),
        *Classified.classification_panels,
    ]

    objects = PageManager.from_queryset(EventQuerySet)()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("The event must end after it starts.")
        if self.registration_deadline and self.ends_at and self.registration_deadline > self.ends_at:
            errors["registration_deadline"] = _("Registration must close before the event is over.")
        if not (self.place or self.online_url):
            errors["place"] = _("Give a place, an online address, or both.")
        if errors:
            raise ValidationError(errors)

    @property
    def closes_at(self) -> datetime:
        """The moment from which nobody can register."""
        return self.registration_deadline or self.starts_at

    @cached_property
    def taken(self) -> int:
        """The number of places that are taken; lists fill it in with `with_taken`."""
        return self.registrations.current().count() if self.pk else 0

    @property
    def places_left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def status(self) -> choices.RegistrationStatus:
        return registration_status(self, now())

    @property
    def to_be_told(self) -> int:
        """The number of people who get a mail if the event is called off now."""
        if self.status == choices.RegistrationStatus.OVER:
            return 0
        return self.registrations.current().filter(called_off_at=None).count()

    def search_body(self) -> str:
        items = self.agenda_items.all()
        agenda = [text for item in items for text in (item.title, item.speakers, item.description) if text]
        return "\n".join([plain(self.body_html), self.place, *agenda])


class AgendaItem(Orderable):
    """One line of an event's agenda; times are those of the clock on the wall where the event takes place."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="agenda_items")
    starts = models.TimeField(_("starts"))
    minutes = SmallCountField(_("minutes"), validators=[MaxValueValidator(24 * 60)])
    title = models.CharField(_("title"), max_length=200)
    speakers = models.CharField(
        _("speakers"), max_length=300, blank=True, help_text=_("Names, with role or organisation.")
    )
    description = models.TextField(_("description"), max_length=2_000, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=choices.AgendaKind, default=choices.AgendaKind.TALK)

    panels = [
        FieldRowPanel([FieldPanel("starts"), FieldPanel("minutes"), FieldPanel("kind")]),
        FieldPanel("title"),
        FieldPanel("speakers"),
        FieldPanel("description"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")

    def __str__(self) -> str:
        return f"{self.starts:%H:%M} {self.title}"

    @property
    def ends(self) -> time:
        return (datetime.combine(date.min, self.starts) + timedelta(minutes=self.minutes)).time()


class RegistrationQuerySet(models.QuerySet):
    def current(self) -> RegistrationQuerySet:
        """Return the registrations that hold a place."""
        return self.filter(cancelled_at=None)

    def called_off(self) -> RegistrationQuerySet:
        """Return those that hold a place at what will not take place."""
        return self.current().exclude(called_off_at=None)

    def expected_by(self, user: Any) -> RegistrationQuerySet:
        """Return those of `user` that hold a place at what is not over, soonest first; also at what is called off."""
        return self.current().filter(user=user, ends_at__gte=now()).select_related("event").order_by("starts_at")


class Registration(Appointment, models.Model):
    """Somebody's place at an event, for an organisation or as a private person.

    It is kept when it is cancelled, and when the event is called off or deleted. `title` to `online_url` are what the
    person has last been told of the event, and `called_off_at` is when she was told that it will not take place.
    """

    event = models.ForeignKey(EventPage, models.SET_NULL, null=True, related_name="registrations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="registrations")
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="registrations"
    )
    created_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=255)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    online_url = models.URLField(max_length=500, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"], condition=models.Q(cancelled_at=None), name="one_current_registration"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.title}"
