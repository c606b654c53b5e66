"""What every public form shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from .text import normalise


def _normalising(to_python: Callable[[Any], Any], lines: bool) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if isinstance(value, str):
            value = normalise(value) if lines else normalise(value).replace("\n", " ")
        return to_python(value)

    return convert


class NormalisedTextMixin:
    """A form whose text is put into one Unicode form, without invisible marks, before it is validated.

    Only a text area may hold several lines: a title with a line end in it would break the header of a mail. Passwords
    are left as they were typed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined] # a mixin for forms
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput):
                lines = isinstance(field.widget, forms.Textarea)
                field.to_python = _normalising(field.to_python, lines)  # type: ignore[assignment, method-assign] # fields are copied per form
