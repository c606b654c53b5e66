"""The forms that editors meet: what is typed there is cleaned as on the public site."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from .forms import NormalisedTextMixin


class PageAdminForm(NormalisedTextMixin, WagtailAdminPageForm):
    """The form of a page, the dates of its publishing included."""


class SnippetAdminForm(NormalisedTextMixin, WagtailAdminModelForm):
    """The form of a term, an organisation or a membership."""
