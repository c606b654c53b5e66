"""Forms of the account pages that allauth brings; apart from `forms`, which allauth itself imports."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.webauthn import forms as key_forms
from django.utils.translation import gettext_lazy as _

from core.forms import NormalisedTextMixin


class LoginForm(NormalisedTextMixin, account_forms.LoginForm):
    """The login, which knows an address in whichever Unicode form it is typed."""


class NamedKeyMixin:
    """A form with the name of a security key, whose label can be translated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")  # type: ignore[attr-defined] # of the form


class AddKeyForm(NamedKeyMixin, key_forms.AddWebAuthnForm):
    """A security key that is added."""


class EditKeyForm(NamedKeyMixin, key_forms.EditWebAuthnForm):
    """A security key that is given another name."""
