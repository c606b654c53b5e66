"""What supplier profiles and notices have in common."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel, TitleFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from core.choices import Language
from core.markdown import RenderedField, RendererVersionField, plain, render
from core.models import Classified

from . import addresses

SLUG_HELP = _("The end of its address. Made from what you write above.")


class MarketQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> MarketQuerySet:
        """Return what `user` may read: in the market, everything published is for everyone."""
        return self.filter(live=True)

    def was_open(self, path: str) -> bool:
        """Tell whether what was published at `path` is withdrawn now: see core/withdrawn.py."""
        start = addresses.list_path(self.model.section)
        if not path.startswith(start):
            return False
        published = self.filter(slug=path.removeprefix(start).rstrip("/"), first_published_at__isnull=False)
        return published.exclude(pk__in=self.visible_to(None)).exists()

    def with_subject(self) -> MarketQuerySet:
        """Fetch the terms together with each thing."""
        return self.prefetch_related("service_areas", "themes")


class MarketSnippet(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
    Classified,
):
    """A thing with drafts and revisions, and with an address below the market's index page.

    The fields named in `state_fields` are state, not content: they are always those of the row, whatever revision is
    shown or published. Once published, they are changed by `actions` only.
    """

    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.BOKMAL)
    slug = models.SlugField(_("name in addresses"), max_length=120, unique=True)
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("Shown in lists and in searches."),
    )
    body = models.TextField(
        _("text"), max_length=20_000, blank=True, help_text=_("Markdown: lists, links, **bold** and *italic*.")
    )
    body_html = RenderedField(source="body")
    renderer_version = RendererVersionField()
    contact = models.CharField(
        _("contact"),
        max_length=200,
        blank=True,
        help_text=_("Name, and telephone or e-mail. Everyone sees this."),
    )

    deadline: Any = None
    section: str
    owner_field: str
    detail_template: str

    class Meta:
        abstract = True

    @classmethod
    def state_fields(cls) -> list[str]:
        return ["slug", cls._meta.get_field(cls.owner_field).attname]

    @property
    def owner(self) -> Any:
        """The organisation that stands behind it."""
        return getattr(self, self.owner_field)

    def with_content_json(self, content: Any) -> Any:
        """Return the thing with the content of a revision and the state of its row, read anew."""
        shown = super().with_content_json(content)
        state = type(self)._base_manager.filter(pk=self.pk).values(*self.state_fields()).first() or {}
        for name, value in state.items():
            setattr(shown, name, value)
        return shown

    def clean(self) -> None:
        super().clean()
        if self.first_published_at is None and addresses.belongs_to_another(self.section, self.slug):
            raise ValidationError({"slug": _("This address has belonged to something else, which it still leads to.")})

    def get_absolute_url(self) -> str:
        return addresses.detail_path(self.section, self.slug)

    @property
    def full_url(self) -> str:
        """The address with scheme and host, which previews are made at."""
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + self.get_absolute_url()

    def search_words(self) -> list[str]:
        """Return, as plain text, what it is found by besides its title."""
        return [self.summary, plain(self.body_html), self.contact, self.owner.name]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return self.detail_template

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from .pages import detail_context

        self.body_html = render(self.body)
        return {**super().get_preview_context(request, mode_name), **detail_context(self, request)}


def snippet_panels(title: str, owner: FieldPanel, *own: Any) -> list[Any]:
    """Return the panels of the admin's form: those that every snippet has, around its own."""
    return [
        TitleFieldPanel(title, classname="", placeholder=False, required_on_save=True),
        FieldRowPanel([owner, FieldPanel("slug", required_on_save=True, help_text=SLUG_HELP)]),
        *own,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("contact"), FieldPanel("language")]),
        *Classified.classification_panels,
        PublishingPanel(),
    ]
