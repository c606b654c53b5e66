"""Writers and readers at once, in processes of their own: after the last commit no page is old."""

import pytest
from django.test import Client

from arena.models import IdeaPage
from core import page_cache
from core.pages import own_path
from people.models import User
from tests.factories.arena import make_idea
from tests.factories.people import make_member
from tests.factories.threads import make_comment, make_thread
from tests.processes import run_at_once
from threads.models import ThreadPage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WRITERS, READERS, CHANGES, READINGS = 3, 3, 10, 60


@pytest.fixture
def shared_files(settings, tmp_path):
    """The cache that processes share, as in production."""
    files = {"BACKEND": "core.page_files.PageFiles"}
    settings.CACHES = {
        **settings.CACHES,
        **{name: {**files, "LOCATION": tmp_path / name} for name in ("pages", "page_queries")},
    }
    settings.PAGE_CACHE = True


def test_no_page_is_old_after_the_last_commit(shared_files):
    people = [make_member(f"Person{number}") for number in range(WRITERS)]
    thread, idea = make_thread(people[0]), make_idea(people[0], title="Runde 0")
    addresses = ["/", "/trader/", "/innovasjon/", own_path(thread), own_path(idea)]

    def write(number):
        author, page = User.objects.get(pk=people[number].pk), ThreadPage.objects.get(pk=thread.pk)
        for turn in range(CHANGES):
            make_comment(page, author, f"Innlegg {number}.{turn}.")
            IdeaPage.objects.filter(pk=idea.pk).update(title=f"Runde {number}.{turn}.")

    def read(number):
        for turn in range(READINGS):
            assert Client().get(addresses[turn % len(addresses)]).status_code == 200

    def work(number):
        return write(number) if number < WRITERS else read(number)

    answers = run_at_once(work, range(WRITERS + READERS))
    assert answers == [None] * (WRITERS + READERS)

    kept = {address: Client().get(address).content for address in addresses}
    page_cache.forget()
    assert {address: Client().get(address).content for address in addresses} == kept
    assert kept[own_path(thread)].decode().count(f">{WRITERS * CHANGES} innlegg") == 1
