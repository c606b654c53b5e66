from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.access import OPEN, audience_of
from core.choices import Audience, Language, TermKind
from core.forms import say_language
from core.models import BasePage, Term

from .forms import ActingForm

# Said of fields that nobody sees, and nobody can put right.
NOT_WHOLE = dict.fromkeys(
    ["required", "invalid", "min_value", "max_value"],
    _("Part of the form did not reach us. Reload the page and send it again."),
)


class TermsField(forms.ModelMultipleChoiceField):
    """Some of the terms of one kind, as check boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, kind: str, **kwargs: Any) -> None:
        super().__init__(queryset=Term.objects.of_kind(kind), **{"required": False, **kwargs})


class PageForm(ActingForm, forms.ModelForm):
    """What every page that members write asks for, besides its own fields."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, error_messages=NOT_WHOLE)
    seen_revision = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2**63 - 1, error_messages=NOT_WHOLE
    )
    themes = TermsField(TermKind.THEME, label=_("Themes"))
    language = forms.ChoiceField(label=_("Language"), choices=Language)
    audience = forms.ChoiceField(
        label=_("Who is it for?"), choices=Audience, widget=forms.RadioSelect, initial=Audience.OPEN
    )

    def __init__(self, *args: Any, instance: BasePage, **kwargs: Any) -> None:
        initial = {
            "seen_revision": instance.latest_revision_id,
            "language": instance.language,
            "audience": _audience(instance),
        }
        if instance.pk is None:
            initial["language"] = _presumed_language(kwargs["user"])
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.fields["title"].widget.seeks_similar = True
        if instance.pk is not None:
            del self.fields["organisation"]
            self.acting_for = instance.state.organisation
            say_language(self, instance.language)

    def apply(self) -> BasePage:
        """Return the page with what was typed, unsaved; terms are kept in memory until a revision is saved."""
        page = self.save(commit=False)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelMultipleChoiceField):
                setattr(page, name, self.cleaned_data[name])
        return page


def _presumed_language(writer: Any) -> str:
    """Return what a new text is presumed to be in: the language of the address, if the writer has chosen one.

    Nobody has at the addresses without a prefix; there it is that of her account.
    """
    present = get_language() or settings.LANGUAGE_CODE
    return writer.language if present == settings.LANGUAGE_CODE else present


def _audience(page: BasePage) -> Audience:
    """Return whom a page is for; one that is published again after withdrawal is for everyone unless one says so."""
    key = page.state.key_when_published if page.pk and not page.state.is_withdrawn else OPEN
    return audience_of(key)
