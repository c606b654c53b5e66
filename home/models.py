from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import AbstractGroupApprovalTask, Page, PageManager
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.models import BasePage, BasePageManager, BasePageQuerySet, Classified
from core.models.pages import below
from core.search_pages import repeats
from people.choices import SiteRole
from people.rules import has_site_role

from .choices import LinkFault
from .pages import Article, ArticleListing, FrontPage

NOTE_SIGN = re.compile(r"\[\d{1,3}\]")
FEWEST_IN_TOC, MOST_IN_TOC = 2, 16  # headings


class HomePage(FrontPage, BasePage):
    """The front page: search first, then what is new in each arena."""

    lead = models.TextField(_("lead"), max_length=300, blank=True)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*BasePage.content_panels, FieldPanel("lead")]

    objects = BasePageManager()

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def permissions_for_user(self, user: Any) -> Any:
        """Let editors edit the front page; a right given on it would reach everything below it."""
        tester = super().permissions_for_user(user)
        if user.is_active and not user.is_superuser and has_site_role(user, SiteRole.EDITOR, SiteRole.ADMINISTRATOR):
            tester.permissions |= {"change", "publish"}
        return tester


class ArticleIndexPage(ArticleListing, BasePage):
    """A list of articles: the library, and the pages about the site."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.ArticlePage"]

    objects = BasePageManager()

    class Meta:
        verbose_name = _("article list")
        verbose_name_plural = _("article lists")


class ArticlePageQuerySet(BasePageQuerySet):
    def own(self) -> ArticlePageQuerySet:
        """Return what the editors write themselves, without the reports of others."""
        return self.filter(import_key="")

    def due_for_review(self, before: date) -> ArticlePageQuerySet:
        """Return the published articles of the editors that nobody has reviewed or published since `before`."""
        last = Coalesce("reviewed_at", TruncDate("last_published_at"), output_field=models.DateField())
        return self.live().own().annotate(last_looked_at=last).filter(last_looked_at__lt=before)

    def within(self, index: Page) -> ArticlePageQuerySet:
        """Return the articles below `index` in every language's tree."""
        _empty, _front, rest = index.url_path.split("/", 2)
        return self.filter(below(f"/{rest}"))

    def below(self, index: Page) -> ArticlePageQuerySet:
        """Return the articles right below `index` in every language's tree."""
        return self.within(index).filter(depth=index.depth + 1)


ArticlePageManager = PageManager.from_queryset(ArticlePageQuerySet)


class ArticlePage(Article, Classified, BasePage):
    """An article, or a chapter of an imported report; chapters are its subpages."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    source_name = models.CharField(_("source"), max_length=255, blank=True)
    source_date = models.DateField(_("date of the source"), null=True, blank=True)
    chapter_number = models.CharField(_("chapter number"), max_length=20, blank=True)
    reviewed_at = models.DateField(
        _("professionally reviewed"),
        null=True,
        blank=True,
        help_text=_("The day somebody who knows the subject last read it through. After a year it is due again."),
    )
    # Known by these when the same report is imported again; see home/library.
    import_key = models.CharField(max_length=255, blank=True, db_index=True, editable=False)
    imported_digest = models.CharField(max_length=64, blank=True, editable=False)

    # A translation is found at the same address below its language; the subject is the same in all of them.
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("service_areas", overridable=False),
        SynchronizedField("themes", overridable=False),
    ]
    exclude_fields_in_copy = ["import_key", "imported_digest"]
    is_translatable = True

    parent_page_types = ["home.ArticleIndexPage", "home.ArticlePage"]
    subpage_types = ["home.ArticlePage"]
    search_kind = "article"
    search_kind_name = _("Article")
    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    about_panels = [
        *Classified.classification_panels,
        FieldPanel("reviewed_at"),
        MultiFieldPanel(
            [FieldPanel("source_name"), FieldRowPanel([FieldPanel("source_date"), FieldPanel("chapter_number")])],
            heading=_("Source"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(about_panels, heading=_("Subject and source")),
            ObjectList([*BasePage.promote_panels, *BasePage.settings_panels], heading=_("Address and search engines")),
        ]
    )

    objects = ArticlePageManager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def clean(self) -> None:
        super().clean()
        if self.reviewed_at and self.reviewed_at > localdate():
            raise ValidationError({"reviewed_at": _("It cannot have been reviewed on a day that has not come.")})

    def search_title(self) -> str:
        return self.heading

    def search_summary(self) -> str:
        """Return nothing for a report: its summary may be the titles of its chapters, which are found themselves."""
        return "" if self.import_key else self.summary

    def search_body(self) -> str:
        text = " ".join(self.body.stream_block.get_searchable_content(self.body))
        return NOTE_SIGN.sub("", text)

    def search_place(self) -> str:
        """Return the report that a chapter is from; chapters of different reports have the same headings."""
        return self.report_name or super().search_place()

    def search_context(self) -> str:
        """Return what a report says of itself, and how people name a chapter: by its number and its report."""
        chapter = "chapter" if self.language == "en" else "kapittel"
        known = {
            self.summary: self.import_key and not repeats(self.summary, self.search_body()),
            f"{chapter} {self.chapter_number}": self.chapter_number,
            self.report_name: True,
        }
        return "\n".join(text for text, is_told in known.items() if text and is_told)

    @property
    def report_name(self) -> str:
        """Return what the article is taken from, unless it is the whole of that."""
        return self.source_name if self.chapter_number or self.source_name != self.title else ""

    @property
    def heading(self) -> str:
        """Return the title with the number of the chapter in front, as in its report."""
        return f"{self.chapter_number} {self.title}".strip()

    def toc(self) -> list[dict[str, Any]]:
        """Return the headings of the body, for its table of contents: the large ones alone when there are many."""
        headings = [block for block in self.body if block.block_type == "heading"]
        if len(headings) > MOST_IN_TOC:
            headings = [block for block in headings if block.value["level"] == "2"]
        if len(headings) < FEWEST_IN_TOC:
            return []
        return [{"id": one.id, "title": one.value["text"], "level": int(one.value["level"])} for one in headings]


class BrokenLink(models.Model):
    """A link in published content that leads nowhere, as the worker last found it; see `desk.links`."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    text = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=500)
    reason = models.CharField(max_length=20, choices=LinkFault)

    class Meta:
        ordering = ["page__title", "pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.address}"


class SecondEditorTask(AbstractGroupApprovalTask):
    """Somebody else looks it over: who asked for that cannot approve, nor change the page meanwhile."""

    class Meta:
        verbose_name = _("look by a second editor")
        verbose_name_plural = _("looks by a second editor")

    @classmethod
    def get_description(cls) -> Any:
        return _("A member of the chosen groups approves, but not whoever asked for it.")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        return [] if is_asked_for_by(user, obj) else super().get_actions(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return is_asked_for_by(user, obj) or super().locked_for_user(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        return super().get_task_states_user_can_moderate(user, **kwargs).exclude(workflow_state__requested_by=user)


def is_asked_for_by(user: Any, obj: Any) -> bool:
    """Tell whether `user` sent `obj` to those who now look it over."""
    state = obj.current_workflow_state
    return state is not None and state.status == state.STATUS_IN_PROGRESS and state.requested_by_id == user.pk
