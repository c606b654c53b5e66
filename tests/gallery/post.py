"""Writes every mail in the demo world that the settings name, and prints them as JSON.

A process of its own: the gallery's asks no database.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django


def written() -> list[dict[str, Any]]:
    """Return each letter in each language, or what kept it from being written."""
    from core.languages import codes
    from tests.gallery.letters import LETTERS

    return [{"name": one.name, "language": code, **_write(one, code)} for one in LETTERS for code in codes()]


def _write(letter: Any, language: str) -> dict[str, Any]:
    """Return the mail that `letter` causes for people who read `language`; the database forgets it."""
    from django.db import transaction
    from django.test.signals import template_rendered
    from django.utils.translation import override

    from core.models import OutgoingMail

    drawn = set()
    template_rendered.connect(note := lambda template, **signal: drawn.add(template.name))
    try:
        with transaction.atomic(), override(language):
            _let_all_read(language)
            before = OutgoingMail.objects.count()
            letter.write()
            mails = OutgoingMail.objects.order_by("pk")[before:]
            told = [_readable(mail.message) for mail in mails]
            transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001 - whatever it was, the gallery shows it
        return {"fault": repr(error)}
    finally:
        template_rendered.disconnect(note)
    if not told or letter.template not in drawn:
        return {"fault": f"no mail from {letter.template}, but from {sorted(map(str, drawn))}"}
    return told[-1]


def _let_all_read(language: str) -> None:
    from wagtail.users.models import UserProfile

    from people.models import User

    User.objects.update(language=language)
    UserProfile.objects.bulk_create(
        [UserProfile(user=user, preferred_language=language) for user in User.objects.all()],
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["preferred_language"],
    )


def _readable(message: dict[str, Any]) -> dict[str, Any]:
    files = [name for name, _content, _type in message["attachments"]]
    return {"to": message["to"], "subject": message["subject"], "body": message["body"], "files": files}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")
    django.setup()
    from django.template import Template
    from django.test.utils import instrumented_test_render

    Template._render = instrumented_test_render
    json.dump(written(), sys.stdout)
