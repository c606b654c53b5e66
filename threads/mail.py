"""What moderators and newcomers are told by mail of comments that wait, each in their own language.

Sent in the transaction that causes it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.mail import in_language_of
from people.choices import SiteRole
from people.models import User

from .models import Comment


def send_held(comment: Comment) -> None:
    """Tell every moderator that a comment waits."""
    moderators = User.objects.filter(groups__name=SiteRole.MODERATOR, is_active=True).exclude(pk=comment.author_id)
    for moderator in moderators.order_by("pk"):
        _send(comment, moderator, _("A comment is waiting for a moderator: %(title)s"), "held")


def send_approved(comment: Comment) -> None:
    _send(comment, comment.author, _("Your comment is published: %(title)s"), "approved")


def send_declined(comment: Comment) -> None:
    _send(comment, comment.author, _("Your comment is not approved: %(title)s"), "declined")


def _send(comment: Comment, reader: Any, subject: Promise, template: str) -> None:
    title = " ".join(comment.page.title.split())
    with in_language_of(reader):
        context = {
            "comment": comment,
            "reader": reader,
            "title": title,
            "address": settings.WAGTAILADMIN_BASE_URL + reverse("comment", args=[comment.pk]),
            "admin_address": settings.WAGTAILADMIN_BASE_URL + reverse("held_comment", args=[comment.pk]),
        }
        body = render_to_string(f"threads/mail/{template}.txt", context)
        send_mail(str(subject) % {"title": title}, body, None, [reader.email])
