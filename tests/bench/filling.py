"""Fills a demo world with what is measured and prints where it is: `python -m tests.bench.filling IDEAS COMMENTS`."""

from __future__ import annotations

import sys
from random import Random

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 - Django must be set up
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402 - Django must be set up
from django.db import transaction  # noqa: E402 - Django must be set up

from arena.models import IdeaIndexPage, IdeaPage  # noqa: E402 - Django must be set up
from core import keyset  # noqa: E402 - Django must be set up
from core.filters import LAST_ACTIVITY  # noqa: E402 - Django must be set up
from core.models import PageState, SearchChange  # noqa: E402 - Django must be set up
from home.bulk import making, storing  # noqa: E402 - Django must be set up
from home.bulk.writing import Writer  # noqa: E402 - Django must be set up
from people.models import Membership, User  # noqa: E402 - Django must be set up
from search import drain  # noqa: E402 - Django must be set up
from threads.models import ThreadPage  # noqa: E402 - Django must be set up

BATCH = 500
LONG_THREAD = "maling-lang-trad"


def fill_ideas(total: int, source: making.Source) -> None:
    """Make ideas until there are `total`."""
    index = IdeaIndexPage.objects.originals().get()
    writer = Writer(source, Random(total))
    while (there := IdeaPage.objects.child_of(index).count()) < total:
        written = [writer.write("idea", f"maling-{there + step}") for step in range(min(total - there, BATCH))]
        with transaction.atomic():
            storing.add_pages(index, [one.page for one in written])
            PageState.objects.bulk_create([one.state for one in written])


def fill_thread(comments: int, source: making.Source) -> ThreadPage:
    """Return the thread that everybody may read with `comments` comments, made if it is not there."""
    found = ThreadPage.objects.filter(slug=LONG_THREAD).first()
    if found is None:
        writer = Writer(source, Random(comments))
        written = writer.write("thread", LONG_THREAD)
        written.state.access_key = "open"
        with transaction.atomic():
            storing.add_pages(making.sections_of_kinds()["thread"], [written.page])
            said = writer.comments([written], comments)
            written.state.save()
            storing.add_comments(said)
        found = written.page
    return found


def member_session() -> str:
    """Return the key of a session in which a member of an organisation is signed in."""
    member = Membership.objects.current().filter(verified_at__isnull=False, user__is_staff=False).earliest("pk").user
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = User.objects.get(pk=member.pk).get_session_auth_hash()
    session.create()
    return session.session_key


def main() -> None:
    source = making.find_source()
    thread = fill_thread(int(sys.argv[2]), source)
    fill_ideas(int(sys.argv[1]), source)
    # What is new is not looked for: it would take longer to index than to measure.
    SearchChange.objects.filter(uid__startswith="page:").exclude(uid=f"page:{thread.pk}").delete()
    if drain.is_stale():
        drain.rebuild()
    ideas = IdeaPage.objects.visible_to(None).originals().order_by(*LAST_ACTIVITY.order_by()).select_related("state")
    middle = ideas[ideas.count() // 2]
    idea = IdeaPage.objects.visible_to(None).order_by("-state__comment_count", "pk").first()
    told = {
        "thread": thread.path_url,
        "idea": idea.path_url,
        "theme": idea.themes.first().slug,
        "cursor": keyset.encode(LAST_ACTIVITY.key(middle), LAST_ACTIVITY),
        "session": member_session(),
    }
    print("\n".join(f"{name}={value}" for name, value in told.items()))  # noqa: T201 - a command


main()
