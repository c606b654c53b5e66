"""The forms that editors meet: what is typed there is cleaned as on the public site."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from .forms import NormalisedTextMixin

MOST_ROWS = 100


class CountedRowsMixin:
    """A form with rows: whoever says that there are millions is refused, where Django would draw a thousand first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for formset in self.formsets.values():  # type: ignore[attr-defined] # a mixin for Wagtail's forms
            formset.absolute_max = MOST_ROWS


class PageAdminForm(CountedRowsMixin, NormalisedTextMixin, WagtailAdminPageForm):
    """The form of a page, the dates of its publishing included."""


class SnippetAdminForm(NormalisedTextMixin, WagtailAdminModelForm):
    """The form of a term, an organisation or a membership."""
