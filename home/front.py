"""What the front page shows: what each arena is for and holds, what is new, what comes next, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Model, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from arena.models import IdeaPage
from cases.models import ExperiencePage
from core.access import access_keys
from core.clock import now
from core.languages import local
from core.models import PageState
from core.models.pages import BasePageQuerySet, below
from core.models.state import line_of
from core.pages import FRONT_PAGE_DEPTH, path_of
from events.models import EventPage
from market.models import ProcurementNotice, SupplierProfile
from people.choices import OrganisationKind
from people.models import Organisation
from threads.models import ThreadPage

from .models import ArticlePage

FEW = 3
MOST_DATES = 6
MOST_MARKS = 12
LIBRARY = "/bibliotek/"

# What is counted; address, icon, name, and what it is for.
ARENAS: list[tuple[type[Model], str, str, Any, Any]] = [
    (
        IdeaPage,
        "/innovasjon/",
        "innovation",
        gettext_lazy("Needs and ideas"),
        gettext_lazy("Share what you lack, and find others who lack the same."),
    ),
    (
        ExperiencePage,
        "/erfaringer/",
        "experience",
        gettext_lazy("Experiences"),
        gettext_lazy("Read what worked, what did not, and what others did about it."),
    ),
    (
        ProcurementNotice,
        "/anskaffelser/",
        "procurement",
        gettext_lazy("Procurement"),
        gettext_lazy("See what is to be bought, and who can deliver."),
    ),
    (
        EventPage,
        "/arrangementer/",
        "event",
        gettext_lazy("Events"),
        gettext_lazy("Meet others at workshops, open meetings and visits."),
    ),
    (
        ThreadPage,
        "/trader/",
        "thread",
        gettext_lazy("Threads"),
        gettext_lazy("Ask, answer and discuss across municipalities and suppliers."),
    ),
    (
        ArticlePage,
        LIBRARY,
        "library",
        gettext_lazy("Library"),
        gettext_lazy("Guides, and reports made into readable pages."),
    ),
]


@dataclass(frozen=True)
class ComingDate:
    """Something with a date ahead: an event that begins, or a deadline of a notice."""

    at: datetime
    kind: Any
    title: str
    url: str
    place: Any
    color: str
    language: str


@dataclass(frozen=True)
class News:
    """A page that is new in its arena, or that something was said on."""

    title: str
    summary: str
    language: str
    url: str
    at: datetime
    organisation: str
    meta: list[Any]


def front_sections(reader: Any) -> dict[str, Any]:
    """Return everything the front page shows to `reader`; as many queries however much there is."""
    return {
        "arena_doors": _doors(reader),
        "ideas": _news(IdeaPage.objects.listed_for(reader), "first_published_at"),
        "experiences": _news(ExperiencePage.objects.listed_for(reader), "first_published_at"),
        "threads": _news(ThreadPage.objects.listed_for(reader), "state__last_activity_at"),
        "dates": _dates(reader),
        "partners": _partners(reader),
    }


def _news(pages: BasePageQuerySet, when: str) -> list[News]:
    """Return the pages with the latest `when`; one query."""
    behind = ("state__organisation__name", "state__comment_count")
    rows = pages.order_by(f"-{when}").values_list("title", "summary", "language", "url_path", when, *behind)[:FEW]
    return [
        News(title, summary, language, path_of(url_path), at, organisation or "", line_of(organisation, comments))
        for title, summary, language, url_path, at, organisation, comments in rows
    ]


def _doors(reader: Any) -> list[dict[str, Any]]:
    """Return each arena with the number of things that its list shows `reader`; two queries."""
    # The pages about the site are articles as well, and chapters lie deeper.
    listed = ~Q(content_type=ContentType.objects.get_for_model(ArticlePage)) | below(LIBRARY)
    visible = BasePageQuerySet(Page).listed_for(reader).filter(listed, depth=FRONT_PAGE_DEPTH + 2)
    of_type = dict(visible.order_by().values_list("content_type").annotate(n=Count("pk")))
    counts = {model: of_type.get(ContentType.objects.get_for_model(model).pk, 0) for model, *_rest in ARENAS}
    counts[ProcurementNotice] = ProcurementNotice.objects.visible_to(reader).count()
    return [
        {"url": local(path), "icon": icon, "title": title, "text": text, "count": counts[model]}
        for model, path, icon, title, text in ARENAS
    ]


def _dates(reader: Any) -> list[ComingDate]:
    """Return the events and deadlines that come next, the soonest first; two queries."""
    moment = now()
    events = EventPage.objects.listed_for(reader).filter(starts_at__gt=moment).order_by("starts_at")
    notices = ProcurementNotice.objects.visible_to(reader).filter(deadline__gt=moment).order_by("deadline")
    notices = notices.select_related("buyer").only("title", "slug", "language", "deadline", "buyer__name")
    dates = [
        *starmap(_of_event, events.values_list("title", "url_path", "language", "starts_at", "place")[:MOST_DATES]),
        *map(_of_notice, notices[: MOST_DATES // 2]),
    ]
    return sorted(dates, key=lambda date: date.at)[:MOST_DATES]


def _of_event(title: str, url_path: str, language: str, starts_at: datetime, place: str) -> ComingDate:
    return ComingDate(starts_at, _("Event"), title, path_of(url_path), place or _("Online"), "clay", language)


def _of_notice(notice: ProcurementNotice) -> ComingDate:
    url = local(notice.get_absolute_url())
    return ComingDate(notice.deadline, _("Deadline"), notice.title, url, notice.buyer, "fjord", notice.language)  # type: ignore[arg-type] # filtered on a deadline


def _partners(reader: Any) -> dict[str, Any]:
    """Return the organisations that stand behind something `reader` may see, and how many of each kind; one query."""
    pages = PageState.objects.filter(organisation=OuterRef("pk"), access_key__in=access_keys(reader), page__live=True)
    profiles = SupplierProfile.objects.visible_to(reader).filter(organisation=OuterRef("pk"))
    notices = ProcurementNotice.objects.visible_to(reader).filter(buyer=OuterRef("pk"))
    taking_part = Organisation.objects.visible_to(reader).filter(Exists(pages) | Exists(profiles) | Exists(notices))
    organisations = list(taking_part.values("name", "slug", "kind"))
    kinds = [one["kind"] for one in organisations]
    return {"shown": organisations[:MOST_MARKS], "more": organisations[MOST_MARKS:], "counts": _by_kind(kinds)}


def _by_kind(kinds: list[str]) -> list[tuple[int, Any]]:
    municipalities, suppliers = kinds.count(OrganisationKind.MUNICIPALITY), kinds.count(OrganisationKind.SUPPLIER)
    others = len(kinds) - municipalities - suppliers
    counted = [(municipalities, _("municipalities")), (suppliers, _("suppliers")), (others, _("others"))]
    return [(n, label) for n, label in counted if n]
