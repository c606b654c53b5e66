"""A small world to be shot at: something published behind every address, and somebody of each kind."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from core.models import SiteDocument, SiteImage
from people.models import Membership
from tests.factories.arena import make_idea
from tests.factories.articles import make_article, make_theme
from tests.factories.cases import make_experience
from tests.factories.events import make_agenda, make_event
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_key_person, make_member, make_staff
from tests.factories.staff import prove_second_factor
from tests.factories.threads import make_comment, make_thread
from tests.fuzz.values import PDF, png

# Of the admin: what our own models, forms and views stand behind.
OUR_ADMIN = re.compile(
    r"admin/(snippets/(choose/)?(core|people|market|events|arena|cases|threads|home)/|innlegg/|users/|images/|documents/"
    r"|pages/(add/(core|people|market|events|arena|cases|threads|home)/|<int:[a-z_]+>/(edit|history|copy|move|delete"
    r"|unpublish|privacy|workflow_history|usage)/)|$)"
)
STAFF = ("editor", "moderator", "administrator")
ACTORS = ("anonymous", "member", "newcomer", *STAFF)

with (Path(__file__).parents[1] / "addresses.csv").open() as file:
    ADDRESSES = [row["address"] for row in csv.DictReader(file)]


@dataclass
class World:
    """`paths` are those of our own addresses, `admin` those of the admin that are ours; `actors` by name."""

    paths: dict[str, str]
    admin: list[str]
    actors: dict[str, Any]
    clients: dict[str, Client] = field(default_factory=dict)

    def client_of(self, actor: str) -> Client:
        """Return the browser of an actor, signed in anew if what was sent before has signed her out."""
        client = self.clients.setdefault(actor, Client(raise_request_exception=False))
        user = self.actors[actor]
        if user is None:
            client.cookies.clear()
        elif client.session.get("_auth_user_id") != str(user.pk):
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            if actor in STAFF:
                prove_second_factor(client, user)
        return client


def build() -> World:
    member = make_key_person("Inger")
    thread, event = make_thread(member), make_event(member, agenda=make_agenda())
    idea, experience = make_idea(member), make_experience(member, factors=["Tid"])
    pages = [thread, event, idea, experience, make_article()]
    notice, profile, comment = make_notice(), make_profile(), make_comment(thread, member)
    slugs = {"kunngjoringer": notice.slug, "leverandorer": profile.slug}
    numbers = {"/trader/innlegg/": comment.pk, "/trader/": thread.pk, "/arrangementer/": event.pk}
    numbers |= {"/innovasjon/": idea.pk, "/erfaringer/": experience.pk, "/min-side/": idea.pk}
    paths = {address: path_of(address, pages, slugs, numbers) for address in ADDRESSES}
    people = {role: make_staff(role.capitalize(), role) for role in STAFF}
    newcomer = make_member("Nils", verified=False)
    for user in (member, newcomer, *people.values()):
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    things = {"procurementnotice": notice.pk, "supplierprofile": profile.pk, "innlegg": comment.pk}
    things |= {"term": make_theme().pk, "users": newcomer.pk, "membership": Membership.objects.first().pk}
    things |= {"organisation": newcomer.memberships.get().organisation_id, "pages": pages[-1].pk}
    things |= {"images": _image().pk, "documents": _document().pk}
    return World(paths, _admin(things), {"anonymous": None, "member": member, "newcomer": newcomer, **people})


def path_of(address: str, pages: list[Any], slugs: dict[str, str], numbers: dict[str, int]) -> str:
    """Return a real path for one row of tests/addresses.csv."""
    if not address.startswith("/"):
        label, _space, route = address.partition(" ")
        page = next((page for page in pages if page._meta.label == label), None) or first_of(label)
        return page.path_url + re.sub(r"<slug:\w+>", lambda _match: slugs[route.split("/")[0]], route)
    number = next((number for start, number in numbers.items() if address.startswith(start)), 1)
    path = re.sub(r"<id:\w+>", str(number), address).replace("^media/(?P<path>.*)$", "media/x.png")
    return re.sub(r"<\w+:\w+>", "x", path)


def first_of(label: str) -> Any:
    return next(page for page in Page.objects.filter(depth__gt=1).specific() if page._meta.label == label)


def _admin(things: dict[str, int]) -> list[str]:
    """Return the paths of the admin that are ours, for the things of the world."""
    paths = []
    for route in sorted(_routes(get_resolver().url_patterns, "")):
        if not OUR_ADMIN.match(route):
            continue
        number = next((number for name, number in things.items() if f"/{name}/" in route), things["pages"])
        parent = first_of("home.ArticleIndexPage").pk
        path = route.replace("<int:parent_page_id>", str(parent))
        path = re.sub(r"<slug:content_type_app_name>/<slug:content_type_model_name>", "home/articlepage", path)
        path = re.sub(r"<(int|str|path|slug):\w+>", str(number), path)
        if "<" not in path and "^" not in path:
            paths.append(f"/{path}")
    for model in ("arena/ideapage", "events/eventpage", "threads/threadpage", "cases/experiencepage"):
        index = first_of(
            {"a": "arena.IdeaIndexPage", "e": "events.EventIndexPage"}.get(model[0], "threads.ThreadIndexPage")
        )
        paths.append(f"/admin/pages/add/{model}/{index.pk}/")
    paths += [f"/admin/pages/{page.pk}/edit/" for page in Page.objects.filter(depth__gt=1)]
    return paths


def _routes(patterns: list[Any], before: str) -> set[str]:
    found = set()
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= _routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            found.add(route)
    return found


def _image() -> SiteImage:
    return SiteImage.objects.create(title="Bilde", file=ContentFile(png(8, 8), name="bilde.png"))


def _document() -> SiteDocument:
    return SiteDocument.objects.create(title="Fil", file=ContentFile(io.BytesIO(PDF).read(), name="fil.pdf"))
