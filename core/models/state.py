from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.access import OPEN, audience_of
from core.alphabet import SortKeyField


def line_of(organisation: Any, comment_count: int) -> list[Any]:
    """Return who stands behind a page and how much it is discussed, for a line under its title."""
    said = ngettext("%(count)s comment", "%(count)s comments", comment_count) % {"count": comment_count}
    return [part for part in (organisation, said if comment_count else None) if part]


class PageState(models.Model):
    """What is true of a page now, whichever revision of its content is shown.

    It is changed by actions only, so that no restored revision can open what was closed.
    """

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, primary_key=True, related_name="state")
    access_key = models.CharField(max_length=64, default=OPEN, db_index=True)
    # Whom the draft of a published page is meant for; it becomes the access key when the draft is published.
    wanted_key = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="page_states"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    comment_count = models.PositiveIntegerField(default=0)
    title_key = SortKeyField()
    last_activity_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("page state")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.access_key}"

    @property
    def meta(self) -> list[Any]:
        """Return who stands behind the page and how much it is discussed, for a line under its title."""
        return line_of(self.organisation, self.comment_count)

    @property
    def key_when_published(self) -> str:
        """Return who may read the page once its draft is published."""
        return self.wanted_key or self.access_key

    @property
    def readers(self) -> Any:
        """Return, in words, for whom the page is."""
        return audience_of(self.key_when_published).label

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
