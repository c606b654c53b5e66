"""What every public form shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from .text import normalise


def _normalising(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        return to_python(normalise(value) if isinstance(value, str) else value)

    return convert


class NormalisedTextMixin:
    """A form whose text is put into one Unicode form, without invisible marks, before it is validated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined] # a mixin for forms
            if isinstance(field, forms.CharField):
                field.to_python = _normalising(field.to_python)  # type: ignore[method-assign] # fields are copied per form
