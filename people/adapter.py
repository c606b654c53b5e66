from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest

from core.text import fold

from .browsers import browser_name
from .models import User


class AccountAdapter(DefaultAccountAdapter):
    def clean_email(self, email: str) -> str:
        """Return the address as it is stored; raises for one that is too long, or holds marks that nobody sees."""
        folded = fold(super().clean_email(email))
        if len(folded) > User._meta.get_field("email").max_length or not folded.isprintable():
            raise ValidationError(validate_email.message, code="invalid")
        return folded

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Let mails come from the site by its name; without Django's sites they would know its address only.

        Those that tell of a change name the browser it was made in, in words.
        """
        site = {"name": settings.WAGTAIL_SITE_NAME, "domain": urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc}
        if "user_agent" in context:
            context = {**context, "user_agent": browser_name(context["user_agent"])}
        super().send_mail(template_prefix, email, {"current_site": site, **context})
