from __future__ import annotations

from django.db import models
from django.utils import timezone


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
    """Something findable has changed; its primary key is the order in which things changed."""

    uid = models.CharField(max_length=100)

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
