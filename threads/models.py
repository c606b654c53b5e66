from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.access import access_keys
from core.markdown import RenderedField, RendererVersionField, plain
from core.models import BasePage, BasePageManager, Classified
from core.pages import tree_language
from core.written_in import WrittenInField
from people.pages import WrittenByMembers

from .pages import CommentedPage, ThreadListing
from .rules import MAX_DEPTH


class ThreadIndexPage(ThreadListing, BasePage):
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["threads.ThreadPage"]

    objects = BasePageManager()

    class Meta:
        verbose_name = _("thread list")
        verbose_name_plural = _("thread lists")


class ThreadPage(CommentedPage, WrittenByMembers, Classified, BasePage):
    """A question or topic that members discuss."""

    body = models.TextField(_("text"), max_length=20_000)
    body_html = RenderedField(source="body")
    renderer_version = RendererVersionField()

    parent_page_types = ["threads.ThreadIndexPage"]
    subpage_types: list[str] = []
    search_kind = "thread"
    search_kind_name = _("Thread")
    edit_view, withdraw_view = "thread_edit", "thread_withdraw"
    content_panels = [*BasePage.content_panels, FieldPanel("body"), *Classified.classification_panels]

    objects = BasePageManager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")

    def search_body(self) -> str:
        return plain(self.body_html)


LET_THROUGH = models.Q(held_at=None, declined_at=None)


class CommentQuerySet(models.QuerySet):
    """A newcomer's comment is held until a moderator has approved it; until then only its author sees it."""

    def let_through(self) -> CommentQuerySet:
        """Return what no moderator holds back; deleted comments keep their place among the others."""
        return self.filter(LET_THROUGH)

    def published(self) -> CommentQuerySet:
        return self.let_through().filter(deleted_at=None)

    def held(self) -> CommentQuerySet:
        """Return what waits for a moderator, oldest first; what stands on an unpublished page waits for the page."""
        return self.filter(held_at__isnull=False, deleted_at=None, page__live=True).order_by("pk")

    def standing_for(self, user: Any) -> CommentQuerySet:
        """Return what a discussion is made of for `user`: what is let through, and what is held back of her own."""
        if not user.is_authenticated:
            return self.let_through()
        return self.filter(LET_THROUGH | models.Q(author_id=user.pk, deleted_at=None))

    def visible_to(self, user: Any) -> CommentQuerySet:
        """Return the comments that `user` may read: a published comment is as visible as its page."""
        return self.published()._on_pages_of(user)

    def shown_to(self, user: Any) -> CommentQuerySet:
        """Return the comments that `user` may read, and those of her own that are held or declined."""
        return self.standing_for(user).filter(deleted_at=None)._on_pages_of(user)

    def _on_pages_of(self, user: Any) -> CommentQuerySet:
        return self.filter(page__live=True, page__state__access_key__in=access_keys(user))

    def with_author(self) -> CommentQuerySet:
        return self.select_related("author", "organisation")


class Comment(models.Model):
    """What somebody says about a page, or answers to somebody else who did.

    `path` is the ids of the comments above and of the comment itself, twelve digits each: sorted by it, a discussion
    reads from top to bottom.
    """

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="comments_from_members")
    root = models.ForeignKey("self", models.CASCADE, null=True, related_name="+")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    path = models.CharField(max_length=12 * MAX_DEPTH, db_index=True, blank=True)
    depth = models.PositiveSmallIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    body = models.TextField(_("discussion comment"), max_length=10_000)
    body_html = RenderedField(source="body")
    renderer_version = RendererVersionField()
    written_in = WrittenInField(source="body")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    # Since when the present text waits for a moderator.
    held_at = models.DateTimeField(null=True, blank=True, db_index=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.TextField(blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("discussion comment")
        verbose_name_plural = _("discussion comments")
        indexes = [models.Index(fields=["page", "path"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(depth__gte=1, depth__lte=MAX_DEPTH), name="comment_depth")
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.body[:60]}"

    @property
    def language(self) -> str:
        """Return what the comment is written in; if its words do not tell, what the tree of its page is for."""
        return self.written_in or tree_language(self.page)

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_held(self) -> bool:
        return self.held_at is not None and not self.is_deleted

    @property
    def is_declined(self) -> bool:
        return self.declined_at is not None

    @property
    def is_published(self) -> bool:
        return self.held_at is None and not self.is_declined and not self.is_deleted

    @property
    def standing(self) -> str:
        """Return what has become of the comment: `deleted`, `held`, `declined` or `published`."""
        if self.is_deleted:
            return "deleted"
        return "held" if self.is_held else "declined" if self.is_declined else "published"

    @property
    def version(self) -> str:
        """Return a word that changes with the text of a held comment; a moderator approves what she has read."""
        return self.held_at.isoformat() if self.held_at else ""

    @property
    def words(self) -> str:
        """What it says, without the marks of Markdown."""
        return plain(self.body_html)

    @property
    def anchor(self) -> str:
        return f"k{self.pk}"


class CommentRevision(models.Model):
    """What a comment said before it was edited; `is_public` if readers met it, and the edit was marked."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="revisions")
    body = models.TextField()
    replaced_at = models.DateTimeField(default=timezone.now)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering = ["-replaced_at"]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.replaced_at:%Y-%m-%d %H:%M}"
