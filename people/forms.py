from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.forms import NormalisedTextMixin, UncheckedMixin

from .actions import choose_language
from .models import Membership, Organisation, User
from .rules import memberships
from .validators import validate_one_alphabet

NAME = [validate_one_alphabet]


class SignupNameForm(NormalisedTextMixin, forms.Form):
    """What signing up asks for besides address and password."""

    first_name = forms.CharField(label=_("First name"), max_length=150, validators=[validate_one_alphabet])
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, required=False, validators=[validate_one_alphabet]
    )
    field_order = ["first_name", "last_name", "email", "password1"]

    def signup(self, request: Any, user: User) -> None:
        user.first_name = self.cleaned_data["first_name"]
        user.last_name = self.cleaned_data["last_name"]
        user.save(update_fields=["first_name", "last_name"])
        # Whoever signs up under /nn/ has chosen already.
        choose_language(user=user, language=get_language() or settings.LANGUAGE_CODE)


class LanguageForm(forms.Form):
    """The languages that the site itself speaks; what one writes may be in others as well."""

    language = forms.ChoiceField(
        label=_("Which language shall we use?"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )


class ActingForm(UncheckedMixin, NormalisedTextMixin):
    """A form that is sent on behalf of an organisation; one that the sender does not belong to is refused."""

    def __init__(self, *args: Any, user: User, acting: Membership | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = memberships(user)
        field = forms.ModelChoiceField(
            label=_("On behalf of"),
            queryset=Organisation.objects.filter(pk__in=[one.organisation_id for one in current]),
            empty_label=None,
            initial=acting.organisation_id if acting else None,
            error_messages={"invalid_choice": _("You can no longer act for this organisation. Choose another one.")},
        )
        self.acting_for = current[0].organisation if len(current) == 1 else None
        if self.acting_for:
            field.widget = forms.HiddenInput()
        self.fields = {"organisation": field, **self.fields}
