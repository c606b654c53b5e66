from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.languages import local


class OutgoingMail(models.Model):
    """A mail that is to be sent; written in the transaction that caused it, delivered at least once."""

    message = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.message.get('subject', '')}"


class SearchChange(models.Model):
    """Something findable has changed; its primary key is the order in which things changed.

    `lacked_by` names the one engine that still has to store it, and is empty while none has.
    """

    uid = models.CharField(max_length=100)
    lacked_by = models.CharField(max_length=20, blank=True, default="", db_default="", db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.uid}"


class SentForm(models.Model):
    """A form that has been carried out; sent again with the same content (`digest`), it leads to the same answer."""

    key = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.answer}"


class UnsentForm(models.Model):
    """What somebody has typed in a form and not sent; nobody else sees it.

    `path` is the form's address without the prefix of a language, `query` what stands behind it. `version` tells
    whether somebody else, in another tab, has kept the same form since.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    path = models.CharField(max_length=200)
    query = models.CharField(max_length=1000, blank=True)
    title = models.CharField(max_length=120)
    data = models.TextField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-saved_at"]
        indexes = [models.Index(fields=["user", "path"])]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_unsent_form_a_key")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.path}"

    @property
    def url(self) -> str:
        """Return the address that shows the form as it was left, in the language of the reader."""
        return f"{local(self.path)}?{self.query}{'&' if self.query else ''}kladd={self.key}"
