"""Things with words that stand nowhere else, for every access key and every way not to be published."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from django.core.management import call_command

from core import access, actions
from core.access import MEMBERS, OPEN, organisation_key
from core.clock import now
from core.models import Term
from people.choices import OrganisationKind
from people.models import User
from search.spelling import distance
from tests.factories.actors import ACTORS, make_actor
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.cases import make_experience
from tests.factories.events import make_event
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member, make_organisation, organisation_of
from tests.factories.threads import make_comment, make_thread
from tests.permission_table import ALLOWED, OWN, sign
from threads.actions import decline_comment, delete_comment, edit_comment

ROOM, OTHER_ROOM = "room:7", "room:8"
PAGES = {"idea": make_idea, "thread": make_thread, "experience": make_experience, "event": make_event}
CONSONANTS, VOWELS = "bdfghjklmnprstvxz", "eiu"  # no vowel that æ, ø or å may be written as
FAR = 4  # slips: even misspelt, and without its ending, a word is no other
_chance = random.Random(52)
_given: list[str] = []


def secret():
    """Return a word that nothing else holds and that is near to no other."""
    while True:
        word = "".join(_chance.choice(letters) for letters in (CONSONANTS, VOWELS, CONSONANTS) * 3)
        if all(distance(word, other, FAR) > FAR for other in _given):
            _given.append(word)
            return word


@dataclass(frozen=True)
class Secret:
    """One thing, the words and the theme that only it has, and who may read it: nobody, where there is no key."""

    name: str
    words: tuple[str, ...]
    theme: str = ""
    key: str | None = None
    uid: str = ""


def may_find(actor, user, key):
    """Tell, by tests/permissions.csv, whether an actor finds what is published with `key`."""
    is_member = sign(4, actor) == ALLOWED
    if key is None:
        return False
    if key == OPEN:
        return sign(1, actor) == ALLOWED
    if key == MEMBERS:
        return is_member
    if key in (ROOM, OTHER_ROOM):
        return sign(8, actor) == ALLOWED or (sign(8, actor) == OWN and key == ROOM)
    return is_member and key == organisation_key(organisation_of(user).pk)


def close(page, key):
    """Give a published page other readers, as its author does when she publishes it anew."""
    actions.publish_page(page=page, publisher=page.state.author, access_key=key)


def open_the_rooms(monkeypatch, people):
    """Give the rooms to those who are in them by row 8."""
    rooms = {
        user.pk: [key for key in (ROOM, OTHER_ROOM) if may_find(actor, user, key)]
        for actor, user in people.items()
        if user
    }
    monkeypatch.setattr(access, "_providers", [*access._providers, lambda user: rooms.get(user.pk, [])])


def make_people():
    """Return the user of every actor of permissions.csv; None for the one who is not signed in."""
    made = {actor: make_actor(actor) for actor in ACTORS}
    return {actor: user and User.objects.get(pk=user.pk) for actor, user in made.items()}


def make_supplier_profile(name, **fields):
    """The organisation is not verified: of one that is, everybody may know."""
    organisation = make_organisation(name, OrganisationKind.SUPPLIER, verified=False)
    return make_profile(name, organisation=organisation, **fields)


def make_presented(name, verified=True):
    """Return an organisation that says something of itself, and the words."""
    about = secret()
    made = make_organisation(name, verified=verified)
    made.about = about
    made.save()
    return made, (name, about)


def published(author, people):
    """Yield one thing of each kind and key, with a comment below it."""
    keys = {organisation_key(organisation_of(user).pk) for user in people.values() if user}
    keys |= {OTHER_ROOM, "closed", "", "OPEN"}
    for key in (OPEN, MEMBERS, ROOM, organisation_key(organisation_of(author).pk)):
        for kind in (*PAGES, "article"):
            yield from _published(kind, author, key)
    for number, key in enumerate(sorted(keys)):
        yield from _published([*PAGES][number % len(PAGES)], author, key)
    for kind, make in {"notice": make_notice, "supplier": make_supplier_profile}.items():
        title, text = secret(), secret()
        made = make(title, body=text)
        yield Secret(f"open {kind}", (title, text), "", OPEN, f"{made._meta.model_name}:{made.pk}")
    organisation, words = make_presented(secret())
    yield Secret("verified organisation", words, "", OPEN, f"organisation:{organisation.pk}")


def _published(kind, author, key):
    page, words, theme = make_page(kind, author, key)
    yield Secret(f"{key} {kind}", words, theme, key, f"page:{page.pk}")
    if page.has_comments:
        word = secret()
        comment = make_comment(page, author, f"Vi sier {word}.")
        yield Secret(f"comment on {key} {kind}", (word,), "", key, f"comment:{comment.pk}")


def make_page(kind, author, key=OPEN, published=True):
    """Return a page, the words of its title, its summary and its text, and its theme, which nothing else has."""
    title, summary, body, theme = (secret() for _word in range(4))
    fields = {"summary": summary, "themes": [Term.objects.create(kind="theme", slug=theme, name=theme)]}
    if kind == "article":
        page = make_article(title, body, source_name="Kilden", **fields)
        actions.publish_page(page=page, publisher=author, access_key=key)
    else:
        page = PAGES[kind](author, title=title, body=body, access_key=key, published=published, **fields)
    return page, (title, summary, body), theme


def unpublished(author):
    """Yield what nobody may find: every way in which a thing is not published, or not any more."""
    for kind in PAGES:
        _page, words, theme = make_page(kind, author, published=False)
        yield Secret(f"draft {kind}", words, theme)
        for way in WAYS_TO_GO:
            yield _gone(kind, author, way)
    yield _gone("article", author, unpublish)
    yield from _changed_or_scheduled(author)
    yield from _comments(author)
    yield Secret("unverified organisation", make_presented(secret(), verified=False)[1])
    for make in (make_notice, make_supplier_profile):
        title, text, change, draft = (secret() for _word in range(4))
        make(title, body=text).unpublish()
        live = make(secret(), body=secret())
        live.body = change
        live.save_revision()
        make(draft, published=False)
        yield Secret(f"{make.__name__}: unpublished, changed in a draft, a draft", (title, text, change, draft))


def _gone(kind, author, way):
    page, words, theme = make_page(kind, author)
    if page.has_comments:
        words += (secret(),)
        make_comment(page, author, words[-1])
    way(page, author)
    return Secret(f"{way.__name__} {kind}", words, theme)


def unpublish(page, author):
    page.unpublish()


def withdraw(page, author):
    actions.withdraw_page(page=page, actor=author)


def delete(page, author):
    page.delete()


def expire(page, author):
    page.expire_at = now() - timedelta(minutes=1)
    page.save_revision()
    type(page).objects.filter(pk=page.pk).update(expire_at=page.expire_at)
    call_command("publish_scheduled")


WAYS_TO_GO = [unpublish, withdraw, delete, expire]


def _changed_or_scheduled(author):
    page, _words, _theme = make_page("idea", author)
    page.title, page.body = secret(), secret()
    page.save_revision()
    yield Secret("the draft of a published idea", (page.title, page.body))
    page, words, theme = make_page("idea", author, published=False)
    page.go_live_at = now() + timedelta(days=1)
    page.save_revision().publish()
    yield Secret("scheduled idea", words, theme)
    before = secret()
    article = make_article(secret(), before)
    article.body = [("paragraph", f"<p>{secret()}</p>")]
    article.save_revision().publish()
    yield Secret("what an article said before", (before,))


def _comments(author):
    page, newcomer, moderator = make_thread(author), make_member("Nils", verified=False), make_member("Mona")
    held, declined, deleted, edited = (secret() for _word in range(4))
    make_comment(page, newcomer, held)
    waiting = make_comment(page, newcomer, declined)
    decline_comment(comment=waiting, moderator=moderator, seen_version=waiting.version, reason="Nei")
    delete_comment(comment=make_comment(page, author, deleted), actor=moderator)
    edit_comment(comment=make_comment(page, author, edited), editor=author, body="Noe annet")
    yield Secret("held, declined, deleted and edited comments", (held, declined, deleted, edited))
