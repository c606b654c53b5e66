from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from core.choices import TermKind
from core.markdown import RenderedField, RendererVersionField, plain
from core.models import BasePage, BasePageManager, Classified
from people.pages import WrittenByMembers
from threads.pages import CommentedPage

from .choices import IdeaKind
from .pages import IdeaListing


class IdeaIndexPage(IdeaListing, BasePage):
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["arena.IdeaPage"]

    objects = BasePageManager()

    class Meta:
        verbose_name = _("innovation arena")
        verbose_name_plural = _("innovation arenas")


class IdeaPage(CommentedPage, WrittenByMembers, Classified, BasePage):
    """An idea or a need that somebody shares so that others can join in."""

    kind = models.CharField(_("idea or need"), max_length=10, choices=IdeaKind, default=IdeaKind.NEED)
    phase = models.ForeignKey(
        "core.Term",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": TermKind.PHASE},
        verbose_name=_("phase"),
    )
    current_situation = models.TextField(_("how it is done today"), max_length=10_000, blank=True)
    current_situation_html = RenderedField(source="current_situation")
    desired_outcome = models.TextField(_("what should become better"), max_length=10_000, blank=True)
    desired_outcome_html = RenderedField(source="desired_outcome")
    body = models.TextField(_("more about it"), max_length=20_000, blank=True)
    body_html = RenderedField(source="body")
    renderer_version = RendererVersionField()
    contact = models.CharField(_("contact"), max_length=200, blank=True)

    parent_page_types = ["arena.IdeaIndexPage"]
    subpage_types: list[str] = []
    search_kind = "idea"
    search_kind_name = _("Idea or need")
    card_fields = ["kind", "phase"]
    edit_view, withdraw_view = "idea_edit", "idea_withdraw"
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("phase")]),
        FieldPanel("current_situation"),
        FieldPanel("desired_outcome"),
        FieldPanel("body"),
        FieldPanel("contact"),
        *Classified.classification_panels,
    ]

    objects = BasePageManager()

    class Meta:
        verbose_name = _("idea or need")
        verbose_name_plural = _("ideas and needs")

    @property
    def tags(self) -> list[dict[str, Any]]:
        """Return the phase and themes as tags on a card."""
        phase = [{"label": self.phase, "color": "primary"}] if self.phase else []
        return [*phase, *self.theme_tags]

    def search_body(self) -> str:
        texts = [self.current_situation_html, self.desired_outcome_html, self.body_html]
        return "\n".join([*map(plain, texts), self.contact])
