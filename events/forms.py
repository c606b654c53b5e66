from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.choices import TermKind
from core.forms import NormalisedTextMixin
from people.models import Membership, User
from people.page_forms import PageForm, TermsField
from people.rules import memberships

from .agenda import AgendaFormSet
from .dates import NearDates
from .models import EventPage
from .rules import own_arrangers

DateTimeInput = partial(forms.DateTimeInput, attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
PRIVATE_PERSON = "person"
SORTING = ("service_areas", "themes", "language", "audience")


class EventForm(NearDates, PageForm):
    """An event with its agenda; `formset` holds the rows of the agenda."""

    service_areas = TermsField(TermKind.SERVICE_AREA, label=_("Service areas"))

    class Meta:
        model = EventPage
        fields = [
            "title",
            "summary",
            "starts_at",
            "ends_at",
            "place",
            "online_url",
            "capacity",
            "registration_deadline",
            "body",
            "service_areas",
            "themes",
            "language",
        ]
        labels = {
            "title": _("What is the event called?"),
            "summary": _("In short"),
            "starts_at": _("Starts"),
            "ends_at": _("Ends"),
            "place": _("Place"),
            "online_url": _("Online address"),
            "capacity": _("Number of places"),
            "registration_deadline": _("Registration deadline"),
            "body": _("About the event"),
        }
        help_texts = {
            "title": _("Say what it is about, not only what kind of meeting it is."),
            "summary": _("Two or three sentences, shown in lists and in searches."),
            "starts_at": _("Norwegian time."),
            "ends_at": _("Norwegian time."),
            "registration_deadline": _(
                "Those who register before the deadline have a place. Without a deadline, registration is open until "
                "the event starts."
            ),
            "body": _("Who is it for, and what should people bring? Say something about access and food too."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "starts_at": DateTimeInput(),
            "ends_at": DateTimeInput(),
            "registration_deadline": DateTimeInput(),
            "body": forms.Textarea(attrs={"rows": 10}),
        }
        field_classes = {"online_url": partial(forms.URLField, assume_scheme="https")}

    def __init__(self, data: QueryDict | None = None, *, instance: EventPage, user: User, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, user=user, **kwargs)
        self.formset = AgendaFormSet(data, event=instance)
        if (organisation := self.fields.get("organisation")) is not None:
            organisation.queryset = organisation.queryset.filter(pk__in=own_arrangers(user))

    @property
    def about_fields(self) -> list[forms.BoundField]:
        """Return what is asked before the agenda."""
        return [field for field in self.visible_fields() if field.name not in SORTING]

    @property
    def sorting_fields(self) -> list[forms.BoundField]:
        """Return what is asked after the agenda: where the event belongs, and who it is for."""
        return [self[name] for name in SORTING]

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.formset.is_valid()])

    def apply(self) -> EventPage:
        page = super().apply()
        self.formset.apply()
        return page


class RegistrationForm(NormalisedTextMixin, forms.Form):
    """For whom somebody takes part; not asked of those who belong to no organisation."""

    organisation = forms.TypedChoiceField(
        label=_("For whom do you take part?"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("You can no longer act for this organisation. Choose another one.")},
    )

    def __init__(self, *args: Any, user: User, acting: Membership | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {str(one.organisation_id): one.organisation for one in memberships(user)}
        if not own or acting is None:
            del self.fields["organisation"]
            return
        field = self.fields["organisation"]
        field.choices = [*own.items(), (PRIVATE_PERSON, _("For myself, as a private person"))]
        field.coerce = own.get
        field.initial = str(acting.organisation_id)
