"""Forms of the account pages that allauth brings; apart from `forms`, which allauth itself imports."""

from __future__ import annotations

from allauth.account import forms as account_forms

from core.forms import NormalisedTextMixin


class LoginForm(NormalisedTextMixin, account_forms.LoginForm):
    """The login, which knows an address in whichever Unicode form it is typed."""
