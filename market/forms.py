"""The forms of the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.admin_forms import CountedRowsMixin
from core.forms import NormalisedTextMixin

from . import addresses, rules


class SnippetForm(CountedRowsMixin, NormalisedTextMixin, WagtailAdminModelForm):
    """Content of a notice or profile; once it has been published, its state is only shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.first_published_at is None:
            return
        for name in ("slug", self.instance.owner_field):
            self.fields[name].disabled = True
            self.fields[name].help_text = _("Change it under «Owner and address» in the menu above.")


class NoticeForm(SnippetForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        missing = not cleaned.get("deadline") and "deadline" not in self.errors
        if missing and rules.needs_deadline(cleaned.get("type", "")) and not self.is_deferred_validation:
            self.add_error("deadline", _("A competition needs a deadline before it can be published."))
        return cleaned


class OwnerAndAddressForm(NormalisedTextMixin, forms.Form):
    """The state of `snippet`: who stands behind it, and its address."""

    owner = forms.ModelChoiceField(queryset=None)
    slug = forms.SlugField(
        label=_("Name in addresses"),
        max_length=120,
        help_text=_("Those who use the old address are led to the new one."),
    )

    def __init__(self, *args: Any, snippet: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"owner": snippet.owner, "slug": snippet.slug}})
        self.snippet = snippet
        field = snippet._meta.get_field(snippet.owner_field)
        self.fields["owner"].label = capfirst(field.verbose_name)
        self.fields["owner"].queryset = field.related_model.objects.complex_filter(field.get_limit_choices_to())

    def clean_owner(self) -> Any:
        owner = self.cleaned_data["owner"]
        if self.snippet._meta.get_field(self.snippet.owner_field).unique:
            self._refuse_taken(**{self.snippet.owner_field: owner})
        return owner

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        self._refuse_taken(slug=slug)
        if addresses.belongs_to_another(self.snippet.section, slug, self.snippet.slug):
            raise forms.ValidationError(_("This address has belonged to something else, which it still leads to."))
        return slug

    def _refuse_taken(self, **values: Any) -> None:
        if type(self.snippet).objects.exclude(pk=self.snippet.pk).filter(**values).exists():
            raise forms.ValidationError(_("This is taken by another."))
