from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest

from core.text import fold

from .models import User


class AccountAdapter(DefaultAccountAdapter):
    def clean_email(self, email: str) -> str:
        """Return the address as it is stored; raises for one that is too long, or holds marks that nobody sees."""
        folded = fold(super().clean_email(email))
        if len(folded) > User._meta.get_field("email").max_length or not folded.isprintable():
            raise ValidationError(validate_email.message, code="invalid")
        return folded

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that calls the site by its name, not by its host."""
        site = SimpleNamespace(name=settings.WAGTAIL_SITE_NAME, domain=get_current_site(self.request).domain)
        super().send_mail(template_prefix, email, {"current_site": site, **context})

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""
