from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from core.text import fold


class AccountAdapter(DefaultAccountAdapter):
    def clean_email(self, email: str) -> str:
        return fold(super().clean_email(email))

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""
