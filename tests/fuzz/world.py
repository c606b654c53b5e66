"""A small world to be shot at: something published behind every address, and somebody of each kind."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page

from core.access import MEMBERS, organisation_key
from core.actions import withdraw_page
from core.models import SiteDocument, SiteImage, UnsentForm
from search.drain import drain
from tests.factories.arena import make_idea
from tests.factories.articles import make_article, make_theme
from tests.factories.cases import make_experience, make_waiting
from tests.factories.events import make_agenda, make_event
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_key_person, make_member, make_organisation, make_staff
from tests.factories.staff import prove_second_factor
from tests.factories.threads import make_comment, make_thread
from tests.fuzz.values import PDF, png

# Of the admin: what our own models, forms and views stand behind.
OUR_ADMIN = re.compile(
    r"admin/(snippets/(choose/)?(core|people|market|events|arena|cases|threads|home)/|innlegg/|users/|images/|documents/"
    r"|articles/|events/|experiences/|ideas/|threads/|rapporter/|veiledning/|reports/|tag-autocomplete/|choose-page/"
    r"|pages/(search/|add/(core|people|market|events|arena|cases|threads|home)/"
    r"|<int:[a-z_]+>/(edit|history|copy|move|delete|unpublish|privacy|workflow_history|usage|revisions)/)|$)"
)
SECRETS = dict.fromkeys(("Bareforegne", "Bareutkast", "Baretrukket", "Bareventende", "Bareikkeute"), ())
SECRETS["Bareformedlemmer"] = ("member", "newcomer")
STAFF = ("editor", "moderator", "administrator")
ACTORS = ("anonymous", "member", "newcomer", *STAFF)

with (Path(__file__).parents[1] / "addresses.csv").open() as file:
    ADDRESSES = [row["address"] for row in csv.DictReader(file)]


@dataclass
class World:
    """`paths` are those of our own addresses by their rows, the open ones first; so are `account` and `admin`.

    `others` are the keys of rows, by table, that no member of the world may touch, and `secrets` the words that stand
    only where few may read them, with the actors who may. Forms that would open those are `left_alone`.
    """

    paths: dict[str, list[str]]
    account: dict[str, list[str]]
    admin: dict[str, list[str]]
    actors: dict[str, Any]
    others: dict[str, set[Any]]
    secrets: dict[str, tuple[str, ...]]
    left_alone: list[str]
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
    people = {role: make_staff(role.capitalize(), role) for role in STAFF}
    newcomer = make_member("Nils", verified=False)
    other = make_member("Ola", "Sør kommune")
    bente = make_key_person("Bente", "Nord kommune")
    for user in (member, newcomer, bente, *people.values()):
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    closed, others = _closed(bente)
    slugs = {"kunngjoringer": notice.slug, "leverandorer": profile.slug, "organisasjoner": "vest-kommune"}
    numbers = {"/trader/innlegg/": [comment.pk], "/trader/": [thread.pk], "/arrangementer/": [event.pk]}
    numbers |= {"/innovasjon/": [idea.pk], "/erfaringer/": [experience.pk], "": [idea.pk]}
    numbers["/erfaringer/<id:pk>/godkjenn/"] = [make_waiting(make_member("Mia")).pk]
    for start, pks in closed.items():
        numbers[start] = [*numbers[start], *pks]
    unsent = UnsentForm.objects.create(user=member, key=uuid4(), path="/innovasjon/del/", title="Begynt", data="{}")
    words = {"uuid": str(unsent.key), "section": "sider", "path": _image().file.name}
    paths = {address: paths_of(address, pages, slugs, numbers, words) for address in ADDRESSES}
    paths["/dokumenter/"] = [_document().url]
    things = {"procurementnotice": notice.pk, "supplierprofile": profile.pk, "innlegg": comment.pk}
    things |= {"term": make_theme().pk, "users": other.pk, "membership": other.memberships.get().pk}
    things |= {"organisation": make_organisation("Sør kommune").pk, "pages": pages[-1].pk}
    things |= {"images": SiteImage.objects.get().pk, "documents": SiteDocument.objects.get().pk}
    drain()
    return World(
        paths,
        {path: [path] for path in _account()},
        {path: [path] for path in _admin(things, others["wagtailcore_page"])},
        {"anonymous": None, "member": member, "newcomer": newcomer, **people},
        others,
        SECRETS | {bente.email: ()},
        [reverse(name, args=closed["/trader/innlegg/"]) for name in ("held_comment", "approve_comment")],
    )


def _closed(bente: Any) -> tuple[dict[str, list[int]], dict[str, set[Any]]]:
    """Make what others have written for few, and return its keys: by the beginning of its addresses, and by table."""
    made = [
        make_idea(bente, title="Bareformedlemmer", access_key=MEMBERS),
        make_idea(bente, title="Bareforegne", access_key=organisation_key(bente.memberships.get().organisation_id)),
        make_idea(bente, title="Bareutkast", published=False),
        make_idea(bente, title="Baretrukket"),
    ]
    withdraw_page(page=made[-1], actor=bente)
    thread = make_thread(bente)
    held = make_comment(thread, make_member("Per", "Nord kommune", verified=False), "Bareventende")
    make_notice("Bareikkeute", published=False)
    ideas, membership = {page.pk for page in made}, bente.memberships.get()
    return {"/innovasjon/": sorted(ideas), "/trader/innlegg/": [held.pk], "/trader/": [thread.pk], "": sorted(ideas)}, {
        "wagtailcore_page": ideas | {thread.pk},
        "arena_ideapage": ideas,
        "core_pagestate": ideas - {made[0].pk},
        "threads_comment": {held.pk},
        "people_user": {bente.pk},
        "people_membership": {membership.pk},
        "people_organisation": {membership.organisation_id},
    }


def paths_of(
    address: str, pages: list[Any], slugs: dict[str, str], numbers: dict[str, list[int]], words: dict[str, str]
) -> list[str]:
    """Return real paths for one row of tests/addresses.csv."""
    if not address.startswith("/"):
        label, _space, route = address.partition(" ")
        page = next((page for page in pages if page._meta.label == label), None) or first_of(label)
        return [page.path_url + re.sub(r"<slug:\w+>", lambda _match: slugs[route.split("/")[0]], route)]
    known = next(pks for start, pks in sorted(numbers.items(), reverse=True) if address.startswith(start))
    path = address.replace("^media/(?P<path>.*)$", f"media/{words['path']}")
    slug = slugs.get(address.split("/")[1], words["section"])
    path = re.sub(r"<uuid:\w+>", words["uuid"], re.sub(r"<slug:\w+>", slug, path))
    return list(dict.fromkeys(re.sub(r"<id:\w+>", str(number), path) for number in known))


def _account() -> list[str]:
    """Return the paths of allauth's, without signing out."""
    routes = (re.sub(r"\(\?P<\w+>[^)]*\)|<\w+:\w+>", "x", one) for one in _routes(get_resolver().url_patterns, ""))
    paths = {re.sub(r"[\^$]", "", route) for route in routes if route.startswith("konto/")}
    return sorted(f"/{path}" for path in paths if "logout" not in path)


def first_of(label: str) -> Any:
    return next(page for page in Page.objects.filter(depth__gt=1).specific() if page._meta.label == label)


def _admin(things: dict[str, int], untouched: set[int]) -> list[str]:
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
    shown = Page.objects.filter(depth__gt=1).exclude(pk__in=untouched)
    return [*paths, *(f"/admin/pages/{page.pk}/edit/" for page in shown)]


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
    image = SiteImage.objects.create(title="Bilde", file=ContentFile(png(8, 8), name="bilde.png"))
    image.get_file_size()  # as with documents
    return image


def _document() -> SiteDocument:
    document = SiteDocument.objects.create(title="Fil", file=ContentFile(PDF, name="fil.pdf"))
    document.get_file_size()  # Wagtail notes it when it is first asked for
    return document
