"""What every public form shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .markdown import RenderedField
from .text import normalise

EARLIEST, LATEST = 1900, 2200  # years; beyond them lie dates that no time zone can be put to
HOPELESS = 4  # times the length of a field: so much text is not looked at, only refused

# Posted, it asks for the form as it was typed, not judged; its value names the rows that are to get one more.
ADD_ROW = "add_row"


def _normalising(to_python: Callable[[Any], Any], lines: bool, longest: int | None) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if isinstance(value, str) and (longest is None or len(value) <= HOPELESS * longest):
            value = normalise(value) if lines else normalise(value).replace("\n", " ")
        return to_python(value)

    return convert


def _explaining(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Say what is wrong with an hour that the clocks pass over or go through twice; Django shows it as machines do."""

    def convert(value: Any) -> Any:
        try:
            return to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            message = _("That time does not exist, or exists twice, because the clocks change that night.")
            raise ValidationError(message, error.code) from error

    return convert


def validate_year(value: date) -> None:
    """Raise for a year that nobody means."""
    if not EARLIEST <= value.year <= LATEST:
        raise ValidationError(_("Check the year."), code="year")


class CountedField(forms.BoundField):
    """A field of a form that says how much it holds, to those who do not see the counter as well."""

    @property
    def is_counted(self) -> bool:
        """Tell whether the field has a counter: text with a limit."""
        is_text = isinstance(self.field.widget, forms.Textarea) or type(self.field.widget) is forms.TextInput
        return is_text and not self.is_hidden and bool(getattr(self.field, "max_length", None))

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        return f"{described} {self.auto_id}_limit".strip() if self.is_counted and described is not None else described


class NormalisedTextMixin:
    """A form whose text is put into one Unicode form, without invisible marks, before it is validated.

    Only a text area may hold several lines: a title with a line end in it would break the header of a mail. Passwords
    are left as they were typed. Dates are in years that can be meant. Text that is rendered as Markdown is marked, so
    that a preview stands beside it.
    """

    bound_field_class = CountedField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined] # a mixin for forms
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput):
                lines = isinstance(field.widget, forms.Textarea)
                convert = _normalising(field.to_python, lines, field.max_length)
                field.to_python = convert  # type: ignore[assignment, method-assign] # fields are copied per form
            elif isinstance(field, forms.DateField | forms.DateTimeField):
                field.validators.append(validate_year)
                field.to_python = _explaining(field.to_python)  # type: ignore[assignment, method-assign] # fields are copied per form
        for source in _markdown_sources(self):
            if source in self.fields:  # type: ignore[attr-defined] # a mixin for forms
                self.fields[source].widget.is_markdown = True  # type: ignore[attr-defined] # a mixin for forms


def say_language(form: forms.BaseForm, language: str) -> None:
    """Tell browsers and screen readers what language the texts of a form are in, where it is not that of the page."""
    if language == get_language():
        return
    for field in form.fields.values():
        if type(field.widget) in (forms.Textarea, forms.TextInput):
            field.widget.attrs["lang"] = language


def _markdown_sources(form: Any) -> list[str]:
    """Return the names of the fields of a model's form that are rendered as Markdown."""
    columns = form._meta.model._meta.concrete_fields if isinstance(form, forms.ModelForm) else []
    return [column.source for column in columns if isinstance(column, RenderedField)]


class UncheckedMixin:
    """A form that is only shown again, with one more row or as it was left, is not checked yet, and not valid."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.unchecked = data is not None and ADD_ROW in data
        super().__init__(data, *args, **kwargs)  # type: ignore[call-arg] # a mixin for forms

    def is_valid(self) -> bool:
        return not self.unchecked and super().is_valid()  # type: ignore[misc] # a mixin for forms

    def full_clean(self) -> None:
        if not self.unchecked:
            super().full_clean()  # type: ignore[misc] # a mixin for forms
            return
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}


class WholeFormSet(forms.BaseFormSet):
    """Rows of a form that are refused when not all of what counts them came."""

    def clean(self) -> None:
        if self.total_form_count() < 0:
            raise ValidationError(_("Part of the form did not reach us. Reload the page and send it again."))
