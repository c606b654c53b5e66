import pytest
from django.core.mail import send_mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core import changes, page_cache
from core.models import AuditEntry, PageState
from people.models import User
from tests.factories.arena import make_idea
from tests.factories.people import make_member

SEEN = [
    'INSERT INTO "core_term" ("name") VALUES (%s)',
    'insert into core_term (name) values (1)',
    'INSERT OR IGNORE INTO "core_term" ("name") VALUES (%s)',
    'UPDATE "wagtailcore_page" SET "title" = %s, "draft_title" = %s WHERE "wagtailcore_page"."id" = %s',
    'UPDATE "core_pagestate" SET "comment_count" = ("core_pagestate"."comment_count" + %s) WHERE "page_id" = %s',
    'UPDATE "people_user" SET "first_name" = %s, "last_login" = %s WHERE "people_user"."id" = %s',
    'DELETE FROM "people_user" WHERE "last_login" = %s',
    "\n  DELETE FROM threads_comment",
    'UPDATE "a_table_that_is_not_known" SET "x" = 1',
]  # fmt: skip
UNSEEN = [
    'SELECT "core_term"."name" FROM "core_term" FOR UPDATE',
    "SELECT 'UPDATE core_term'",
    "SAVEPOINT s1",
    "BEGIN IMMEDIATE",
    'INSERT INTO "django_session" ("session_key") VALUES (%s)',
    'UPDATE "people_user" SET "last_login" = %s WHERE "people_user"."id" = %s',
    'UPDATE "core_pagestate" SET "submitted_at" = NULL WHERE "core_pagestate"."page_id" = %s',
    'INSERT INTO "core_auditentry" ("at") VALUES (%s)',
    'DELETE FROM "wagtailcore_taskstate" WHERE 1',
]


@pytest.mark.parametrize("sql", SEEN)
def test_a_statement_that_readers_see_something_of(sql):
    assert changes.is_seen(sql)


@pytest.mark.parametrize("sql", UNSEEN)
def test_a_statement_that_readers_see_nothing_of(sql):
    assert not changes.is_seen(sql)


@pytest.fixture
def replaced(transactional_db):
    """Return a function that tells whether doing something replaced the version."""

    def is_replaced(work):
        before = page_cache.version()
        work()
        return page_cache.version() != before

    return is_replaced


def test_every_way_to_write_replaces_the_version(replaced):
    inger = make_member("Inger")
    idea = make_idea(inger)
    states = PageState.objects.filter(pk=idea.pk)
    assert replaced(lambda: states.update(comment_count=3))
    assert replaced(lambda: User.objects.create(email="x@vest.example"))
    assert replaced(lambda: User.objects.bulk_create([User(email="y@vest.example")]))
    assert replaced(lambda: idea.themes.clear() or idea.save())
    assert replaced(lambda: User.objects.filter(email__startswith="y").delete())

    def raw():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE people_user SET first_name = 'Inga' WHERE id = %s", [inger.pk])

    assert replaced(raw)


def test_what_readers_never_see_replaces_nothing(replaced):
    inger = make_member("Inger")
    idea = make_idea(inger)
    assert not replaced(lambda: AuditEntry.objects.create(action="read.denied", object_uid="page:1"))
    assert not replaced(lambda: send_mail("Emne", "Tekst", None, ["x@vest.example"]))
    assert not replaced(lambda: User.objects.filter(pk=inger.pk).update(last_login="2026-01-01T00:00Z"))
    assert not replaced(lambda: list(PageState.objects.select_related("page")))
    idea.title = "Bare et utkast"
    with CaptureQueriesContext(connection) as queries:
        assert not replaced(lambda: idea.save_revision(user=inger))
    assert [one for one in queries if one["sql"].startswith("UPDATE")]


def test_the_version_is_replaced_at_commit_and_once(replaced, monkeypatch):
    states = PageState.objects.filter(page__depth=2)
    forgotten = []
    monkeypatch.setattr(changes, "forget", lambda: forgotten.append(connection.in_atomic_block))

    with transaction.atomic():
        for count in range(3):
            states.update(comment_count=count)
        assert not forgotten
    assert forgotten == [False]


def test_what_is_rolled_back_replaces_nothing(replaced):
    states = PageState.objects.filter(page__depth=2)

    def undone(*, then_changed):
        with transaction.atomic():
            with transaction.atomic():
                states.update(comment_count=1)
                transaction.set_rollback(True)
            if then_changed:
                states.update(comment_count=2)

    assert not replaced(lambda: undone(then_changed=False))
    assert replaced(lambda: undone(then_changed=True))
