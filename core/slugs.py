"""Slugs that editors type or leave to the admin: ASCII, with the Norwegian and Sámi letters still readable."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput

from .text import NORWEGIAN_LETTERS, norwegian_slug

# Letters that the admin's script would drop when they are typed into the slug itself, besides those of `core.text`.
ACCENTED = {
    "á": "a",
    "č": "c",
    "š": "s",
    "ž": "z",
    "ä": "a",
    "ö": "o",
    "é": "e",
    "è": "e",
    "ê": "e",
    "ò": "o",
    "ü": "u",
}
LETTERS = {**{chr(code): plain for code, plain in NORWEGIAN_LETTERS.items()}, **ACCENTED}


class SlugField(forms.SlugField):
    """A slug that is put right instead of refused."""

    def to_python(self, value: Any) -> str:
        return norwegian_slug(super().to_python(value) or "", length=self.max_length or 255)


class SlugWidget(SlugInput):
    """The admin's own input, whose script writes the letters as we do while one types."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        formatters = [(re.compile(f"[{letter}{letter.upper()}]"), plain) for letter, plain in LETTERS.items()]
        super().__init__(attrs, formatters=formatters)


def register() -> None:
    """Use them for every slug in the admin."""
    override = {"form_class": SlugField, "widget": SlugWidget, "allow_unicode": False}
    register_form_field_override(models.SlugField, override=override)
