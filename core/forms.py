"""What every public form shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .text import normalise

EARLIEST, LATEST = 1900, 2200  # years; beyond them lie dates that no time zone can be put to
HOPELESS = 4  # times the length of a field: so much text is not looked at, only refused


def _normalising(to_python: Callable[[Any], Any], lines: bool, longest: int | None) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if isinstance(value, str) and (longest is None or len(value) <= HOPELESS * longest):
            value = normalise(value) if lines else normalise(value).replace("\n", " ")
        return to_python(value)

    return convert


def validate_year(value: date) -> None:
    """Raise for a year that nobody means."""
    if not EARLIEST <= value.year <= LATEST:
        raise ValidationError(_("Check the year."), code="year")


class NormalisedTextMixin:
    """A form whose text is put into one Unicode form, without invisible marks, before it is validated.

    Only a text area may hold several lines: a title with a line end in it would break the header of a mail. Passwords
    are left as they were typed. Dates are in years that can be meant.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined] # a mixin for forms
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput):
                lines = isinstance(field.widget, forms.Textarea)
                convert = _normalising(field.to_python, lines, field.max_length)
                field.to_python = convert  # type: ignore[assignment, method-assign] # fields are copied per form
            elif isinstance(field, forms.DateField | forms.DateTimeField):
                field.validators.append(validate_year)
