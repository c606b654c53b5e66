from __future__ import annotations

from django.db import transaction
from wagtail.users.models import UserProfile

from .models import User


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    """Make `language` the one of an account: of its mails, of where login lands, and of the admin.

    Wagtail keeps the last one in a profile of its own, which nothing else writes.
    """
    user.language = language
    user.save(update_fields=["language"])
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
