from __future__ import annotations

from contextlib import nullcontext
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest

from core import languages
from core.mail import in_language_of
from core.text import fold

from .browsers import browser_name
from .login import BEGINNINGS
from .models import User


class AccountAdapter(DefaultAccountAdapter):
    def clean_email(self, email: str) -> str:
        """Return the address as it is stored; raises for one that is too long, or holds marks that nobody sees."""
        folded = fold(super().clean_email(email))
        if len(folded) > User._meta.get_field("email").max_length or not folded.isprintable():
            raise ValidationError(validate_email.message, code="invalid")
        return folded

    def is_safe_url(self, url: str | None) -> bool:
        """Tell whether one may be led to `url`; allauth itself fails at one that cannot be taken apart.

        One that was encoded twice would be taken for a path below the login.
        """
        try:
            return bool(url) and url.startswith(BEGINNINGS) and super().is_safe_url(url)
        except ValueError:
            return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where a login lands that was not on its way to a page: in the language of the account."""
        with in_language_of(request.user):
            return super().get_login_redirect_url(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return languages.local("/")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the language of the reader's account, with addresses that have its prefix, in the name of the site.

        Without Django's sites mails would know its address only. Those that tell of a change name the browser it was
        made in, in words.
        """
        site = {"name": settings.WAGTAIL_SITE_NAME, "domain": urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}
        reader = context.get("user") or User.objects.with_email(email).first()
        with in_language_of(reader) if reader else nullcontext():
            told = {name: _as_told(name, value) for name, value in context.items()}
            super().send_mail(template_prefix, email, {"current_site": site, **told})


def _as_told(name: str, value: Any) -> Any:
    if name == "user_agent":
        return browser_name(value)
    return languages.in_present_language(value) if name.endswith("_url") else value
