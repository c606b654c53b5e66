from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageQuerySet

from core.access import access_keys
from core.admin_forms import PageAdminForm
from core.choices import Language, TermKind
from core.languages import codes, front_slug
from core.pages import AccessCheckedServe

# What lists show of every page, and are sorted by.
ON_CARDS = [
    *("title", "url_path", "first_published_at", "summary", "language"),
    *("state__comment_count", "state__last_activity_at", "state__title_key", "state__organisation__name"),
]


def each_once() -> models.Q:
    """Return what leaves one page of each thing: in the language of the interface, or else the original."""
    default, language = settings.LANGUAGE_CODE, get_language()
    originals = models.Q(locale__language_code=default)
    if language == default:
        return originals
    own = Page.objects.live().filter(locale__language_code=language)
    untranslated = originals & ~models.Q(translation_key__in=own.values("translation_key"))
    return models.Q(locale__language_code=language) | untranslated


def below(path: str) -> models.Q:
    """Return what leaves the pages below `path` (as in `/trader/`) in any language: lists have one slug in all."""
    return reduce(or_, (models.Q(url_path__startswith=f"/{front_slug(code)}{path}") for code in codes()))


class BasePageQuerySet(PageQuerySet):
    def visible_to(self, user: Any) -> BasePageQuerySet:
        """Return the published pages that `user` may read."""
        return self.live().filter(state__access_key__in=access_keys(user))

    def originals(self) -> BasePageQuerySet:
        """Return the pages of the default language's tree: what members write is there, whatever language it is in."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def listed_for(self, user: Any) -> BasePageQuerySet:
        """Return what `user` may read, each thing once: in the language of the interface where it is translated."""
        return self.visible_to(user).filter(each_once())

    def with_state(self) -> BasePageQuerySet:
        """Fetch who stands behind each page together with it."""
        return self.select_related("state__organisation", "state__author")

    def for_cards(self) -> BasePageQuerySet:
        """Fetch what lists show of each page, and nothing else: its type names those `card_fields` of its own."""
        pages = self.select_related("state__organisation").only(*ON_CARDS, *self.model.card_fields)
        return pages.prefetch_related(models.Prefetch("themes", to_attr="card_themes"))


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


class BasePage(AccessCheckedServe, Page):
    """What every page of the site has; who may read it is decided by its `core.PageState`."""

    summary = models.TextField(_("summary"), max_length=300, blank=True, help_text=_("Shown in lists and in searches."))
    lead_image = models.ForeignKey(
        "core.SiteImage", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lead image")
    )
    lead_image_alt = models.CharField(
        _("what the image shows"), max_length=200, blank=True, help_text=_("Read aloud to those who cannot see it.")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.BOKMAL)

    base_form_class = PageAdminForm
    private_page_options: list[str] = []
    is_translatable = False
    has_comments = False
    search_kind: str | None = None
    search_kind_name: Any = ""
    card_fields: list[str] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("language"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("lead_image"), FieldPanel("lead_image_alt")])],
            heading=_("Lead image"),
            classname="collapsed",
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A page that is written in the tree of another language is in that language; an alias shows its original."""
        super().clean()
        tree = self.locale.language_code if self.locale_id else settings.LANGUAGE_CODE
        if tree != settings.LANGUAGE_CODE and self.alias_of_id is None:
            self.language = tree

    def search_title(self) -> str:
        """Return what the page is called in a list of hits."""
        return self.title

    def search_summary(self) -> str:
        """Return the summary if its words are to count as the page's own."""
        return self.summary

    def search_body(self) -> str:
        """Return the words of the page, as plain text, that are not its title or summary."""
        return ""

    def search_place(self) -> str:
        """Return who or what the page belongs to, as a reader is told beside a hit."""
        return str(self.state.organisation or "")

    def search_context(self) -> str:
        """Return words of what the page is a part of, or whose it is, by which it may be sought as well."""
        return str(self.state.organisation or "")


class Classified(models.Model):
    """A page or snippet that stands under words of the controlled vocabulary."""

    service_areas = ParentalManyToManyField(
        "core.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"kind": TermKind.SERVICE_AREA},
        verbose_name=_("service areas"),
    )
    themes = ParentalManyToManyField(
        "core.Term", blank=True, related_name="+", limit_choices_to={"kind": TermKind.THEME}, verbose_name=_("themes")
    )

    classification_panels = [MultiFieldPanel([FieldPanel("service_areas"), FieldPanel("themes")], heading=_("Subject"))]

    class Meta:
        abstract = True

    @cached_property
    def card_themes(self) -> list[Any]:
        """The themes as lists show them: `for_cards` fetches those of all pages at once."""
        return list(self.themes.all())

    @property
    def theme_tags(self) -> list[dict[str, Any]]:
        """Return the themes as tags on a card."""
        return [{"label": theme, "outline": True} for theme in self.card_themes]
