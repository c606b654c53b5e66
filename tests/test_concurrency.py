import pytest

from arena.models import IdeaIndexPage, IdeaPage
from core import audit
from core.models import AuditEntry, SearchChange
from people.models import User
from search.drain import drain, engine, expected, rebuild
from tests.factories.arena import make_idea
from tests.factories.people import make_member, make_staff
from tests.factories.threads import make_comment, make_thread
from tests.processes import run_at_once
from threads.actions import approve_comment
from threads.models import Comment, ThreadPage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PROCESSES, EACH = 8, 50


def test_eight_processes_create_and_comment_without_loss(search_index):
    rebuild()  # the pages about the site are there before the test
    people = [make_member(f"Person{number}") for number in range(PROCESSES)]
    thread = make_thread(people[0])

    def work(number):
        author, page = User.objects.get(pk=people[number].pk), ThreadPage.objects.get(pk=thread.pk)
        for turn in range(EACH // 2):
            make_idea(author, title="Samme tittel")
            make_comment(page, author, f"Innlegg {number}.{turn}")
        return "done"

    assert run_at_once(work, range(PROCESSES)) == ["done"] * PROCESSES

    made = PROCESSES * EACH // 2
    thread.state.refresh_from_db()
    assert (IdeaPage.objects.count(), Comment.objects.count(), thread.state.comment_count) == (made, made, made)
    assert IdeaIndexPage.objects.originals().get().numchild == made
    assert len(set(IdeaPage.objects.values_list("slug", flat=True))) == made
    drain()
    assert not SearchChange.objects.exists()
    assert engine().digests() == expected()
    audit.seal_new_entries()
    assert audit.verify() == audit.ChainReport(AuditEntry.objects.count(), 0, None)


def test_a_comment_that_many_approve_at_once_counts_once():
    thread = make_thread(make_member("Inger"))
    comment = make_comment(thread, make_member("Nils", verified=False))
    moderators = [make_staff(f"Moderator{number}", "moderator") for number in range(PROCESSES)]

    def work(number):
        moderator = User.objects.get(pk=moderators[number].pk)
        return approve_comment(comment=comment, moderator=moderator, seen_version=comment.version)

    assert sorted(run_at_once(work, range(PROCESSES))) == [False] * (PROCESSES - 1) + [True]

    thread.state.refresh_from_db()
    assert thread.state.comment_count == 1
