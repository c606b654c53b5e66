import fcntl
import sqlite3
import time

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.db.models import F

from core.locks import only_one
from core.models import OutgoingMail
from tests.processes import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES, EACH = 8, 50


def queue_is_free():
    """Tell whether somebody else could write now; asked through a file of its own, as another process would."""
    with open(f"{connection.settings_dict['NAME']}.queue", "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def write():
    return OutgoingMail.objects.create(message={})


@pytest.mark.slow
def test_one_process_at_a_time_is_alone():
    def work(number):
        with only_one("prove") as alone:
            time.sleep(1 if alone else 0)
            return alone

    assert sorted(run_at_once(work, range(4))) == [False, False, False, True]


def test_the_lock_is_free_again_whatever_happened_inside():
    def fail():
        with only_one("prove"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with only_one("prove") as alone, only_one("noe annet") as other:
        assert alone
        assert other


@pytest.mark.slow
def test_nothing_fails_and_nothing_is_lost_when_many_processes_write():
    row = write()

    def work(number):
        longest = 0
        for turn in range(EACH):
            begun = time.monotonic()
            if turn % 2:
                OutgoingMail.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1)
            else:
                with transaction.atomic():
                    mine = OutgoingMail.objects.select_for_update().get(pk=row.pk)
                    mine.attempts += 1
                    mine.save()
                    OutgoingMail.objects.create(message={"from": number})
            longest = max(longest, time.monotonic() - begun)
        return longest

    waits = run_at_once(work, range(PROCESSES))

    assert not [wait for wait in waits if isinstance(wait, str)]
    assert max(waits) < 20
    row.refresh_from_db()
    assert row.attempts == PROCESSES * EACH
    assert OutgoingMail.objects.count() == 1 + PROCESSES * EACH // 2


@pytest.mark.sqlite_only
def test_a_write_transaction_holds_the_queue_until_it_is_committed():
    with transaction.atomic():
        assert not queue_is_free()
        write()
        with transaction.atomic():
            write()
        assert not queue_is_free()
    assert queue_is_free()


@pytest.mark.sqlite_only
def test_a_savepoint_rolled_back_keeps_the_queue():
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            OutgoingMail.objects.create(pk=write().pk, message={})
        assert not queue_is_free()
        write()
    assert queue_is_free()
    assert OutgoingMail.objects.count() == 1


@pytest.mark.sqlite_only
def test_a_rolled_back_transaction_leaves_the_queue():
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.create(pk=write().pk, message={})
    assert queue_is_free()


@pytest.mark.sqlite_only
def test_a_single_write_leaves_the_queue_even_when_it_fails():
    row = write()
    assert queue_is_free()
    with pytest.raises(IntegrityError):
        OutgoingMail.objects.bulk_create([OutgoingMail(pk=row.pk, message={})])
    assert queue_is_free()


@pytest.mark.sqlite_only
@pytest.mark.parametrize("sql", ["SELECT 1", "PRAGMA user_version", "  \n select 1"])
def test_reading_stands_in_no_queue(sql, monkeypatch):
    monkeypatch.setattr(connection, "_join_queue", lambda: pytest.fail("a reader stood in the queue"))
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "sql", ["insert into t values (1)", "\n  UPDATE t SET a = 1", "Delete from t", "REPLACE INTO t VALUES (1)"]
)
def test_every_kind_of_write_stands_in_the_queue(sql, monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE t (a)")
        joined = []
        monkeypatch.setattr(connection, "_join_queue", lambda: joined.append(1))
        cursor.execute(sql)
        cursor.executemany(sql, [()])
    assert joined == [1, 1]


@pytest.mark.sqlite_only
def test_a_transaction_that_cannot_begin_leaves_the_queue(monkeypatch):
    name = connection.settings_dict["NAME"]
    write()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    stranger = sqlite3.connect(name, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(OperationalError, match="locked"), transaction.atomic():
            write()
        assert queue_is_free()
    finally:
        stranger.close()
        connections["default"].close()
    write()


@pytest.mark.sqlite_only
def test_a_connection_that_is_closed_leaves_the_queue():
    connection.ensure_connection()
    connection._join_queue()
    assert not queue_is_free()
    connection.close()
    assert queue_is_free()


@pytest.mark.sqlite_only
def test_the_database_keeps_what_was_acknowledged():
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
