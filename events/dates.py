"""Dates that people type: near enough to be meant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.admin_forms import PageAdminForm
from core.clock import now

DATES = ("starts_at", "ends_at", "registration_deadline")
TEN_YEARS = timedelta(days=3653)


def validate_near(value: datetime) -> None:
    """Raise unless `value` lies within ten years of now."""
    if abs(value - now()) > TEN_YEARS:
        raise ValidationError(_("Choose a date within ten years of today."))


class NearDates:
    """A form with the dates of an event.

    The limit moves with the clock, so it holds for what is typed, not for what is stored: an old event can be saved.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DATES:
            self.fields[name].validators.append(validate_near)  # type: ignore[attr-defined] # a mixin for forms


class EventAdminForm(NearDates, PageAdminForm):
    """The form of an event in the admin."""
