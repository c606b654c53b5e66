import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from core import audit, journal
from core.locks import only_one
from core.models import AuditEntry, AuditSeal
from tests.factories.arena import make_idea
from tests.factories.people import make_member, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_log():
    """Without the entries of the pages that every copy of the site has."""
    AuditEntry.objects.all()._raw_delete("default")


def write(count=1, **data):
    return [AuditEntry.objects.create(action=f"noe.{number}", data=data) for number in range(count)]


def tamper(statement, *parameters):
    """What somebody with the database in hand does: past every rule of ours."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_an_empty_log_holds():
    assert audit.verify() == audit.ChainReport(sealed=0, unsealed=0, broken_at=None)
    assert audit.seal_new_entries() == 0


def test_the_tail_is_counted_until_it_is_sealed():
    write(3)
    assert audit.verify() == audit.ChainReport(0, 3, None)
    assert audit.seal_new_entries() == 3
    assert audit.verify() == audit.ChainReport(3, 0, None)
    write(2)
    assert audit.verify() == audit.ChainReport(3, 2, None)
    assert audit.seal_new_entries() == 2
    assert audit.seal_new_entries() == 0
    assert audit.verify() == audit.ChainReport(5, 0, None)


def test_sealing_in_two_goes_gives_the_chain_of_one():
    entries = write(4)
    audit.seal_new_entries()
    previous = audit.START
    for entry in entries:
        entry.refresh_from_db()
        previous = audit.seal_hash(previous, entry)
        assert entry.seal.hash == previous


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"b": 1, "a": [1.5, None, True, "Ærlig Øy \u2028 👩‍⚕️"]},
        {"nested": {"z": {"y": [{}]}}, "1": 1},
        {"number": 2**53, "small": 0.1, "huge": 1e300, "minus": -0.0},
        {"text": "\\u0000 \" ' %s \x1b"},
    ],
)
def test_what_is_sealed_reads_the_same_when_it_comes_back(data):
    write(1, **data)
    audit.seal_new_entries()
    assert audit.verify().broken_at is None


def test_what_our_own_actions_write_can_be_sealed():
    make_idea(make_member("Ærlig Øy 👩‍⚕️"), title="Čáhppes «tittel» \\ ' \"")
    assert audit.seal_new_entries() >= 2
    assert audit.verify().broken_at is None


CHANGES = {
    "at": "2020-01-01 00:00:00",
    "action": "noe.annet",
    "actor_id": 666,
    "actor_name": "En annen",
    "organisation_id": 666,
    "organisation_name": "En annen",
    "object_uid": "page:666",
    "object_name": "Noe annet",
    "data": '{"nr": 666}',
}


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_is_found_at_its_entry_whatever_was_changed(column):
    entries = write(5)
    audit.seal_new_entries()

    tamper(f"UPDATE core_auditentry SET {column} = %s WHERE id = %s", CHANGES[column], entries[2].pk)  # noqa: S608 - our own words

    report = audit.verify()
    assert report.broken_at == entries[2].pk
    assert report.sealed == 3


def test_every_column_of_an_entry_is_sealed():
    assert {field.column for field in AuditEntry._meta.fields} - {"id"} == set(CHANGES)


def test_a_changed_seal_is_found():
    entries = write(5)
    audit.seal_new_entries()
    tamper("UPDATE core_auditseal SET hash = %s WHERE entry_id = %s", "f" * 64, entries[3].pk)
    assert audit.verify().broken_at == entries[3].pk


def test_an_entry_taken_out_of_the_middle_is_found_at_the_next():
    entries = write(5)
    audit.seal_new_entries()
    tamper("DELETE FROM core_auditseal WHERE entry_id = %s", entries[2].pk)
    tamper("DELETE FROM core_auditentry WHERE id = %s", entries[2].pk)
    assert audit.verify().broken_at == entries[3].pk


def test_an_entry_slipped_in_is_found():
    entries = write(4)
    audit.seal_new_entries()
    tamper("DELETE FROM core_auditseal WHERE entry_id = %s", entries[1].pk)
    assert audit.verify().broken_at == entries[2].pk


def test_two_entries_that_changed_places_are_found():
    one, other, _last = write(3)
    audit.seal_new_entries()
    for entry, action in ((one, "noe.1"), (other, "noe.0")):
        tamper("UPDATE core_auditentry SET action = %s WHERE id = %s", action, entry.pk)
    assert audit.verify().broken_at == one.pk


@pytest.mark.parametrize("place", [0, 2, 4])
def test_an_entry_whose_seal_was_forgotten_is_found(place):
    """Somebody deletes an entry with the database's own tools, which do not mind a seal without one."""
    entries = write(5)
    audit.seal_new_entries()
    tamper("DELETE FROM core_auditentry WHERE id = %s", entries[place].pk)
    try:
        assert audit.verify().broken_at == entries[place].pk
    finally:
        tamper("DELETE FROM core_auditseal WHERE entry_id = %s", entries[place].pk)


def test_the_command_names_the_break(capsys):
    entries = write(3)
    call_command("audit_verify")
    assert capsys.readouterr().out == "0 sealed, 3 not sealed yet\n"
    audit.seal_new_entries()
    call_command("audit_verify")
    assert capsys.readouterr().out == "3 sealed, 0 not sealed yet\n"

    tamper("UPDATE core_auditentry SET action = 'x' WHERE id = %s", entries[1].pk)

    with pytest.raises(CommandError, match=f"broken at entry {entries[1].pk}"):
        call_command("audit_verify")


@pytest.mark.sqlite_only  # one connection may take PostgreSQL's lock twice; see the test with two
def test_a_sealer_that_is_not_alone_leaves_it_to_the_other():
    write(3)
    with only_one("audit") as alone:
        assert alone
        assert audit.seal_new_entries() == 0
    assert audit.seal_new_entries() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_sealers_at_once_make_one_chain():
    write(200)
    answers, start = [], threading.Barrier(4)

    def seal():
        start.wait()
        try:
            answers.append(sum(audit.seal_new_entries() for _turn in range(5)))
        finally:
            connections.close_all()

    sealers = [threading.Thread(target=seal) for _number in range(4)]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()

    assert sum(answers) == 200
    assert AuditSeal.objects.count() == 200
    assert audit.verify() == audit.ChainReport(200, 0, None)


def test_a_broken_seal_is_not_built_upon_in_silence():
    entries = write(2)
    audit.seal_new_entries()
    tamper("UPDATE core_auditentry SET action = 'x' WHERE id = %s", entries[0].pk)
    write(2)
    audit.seal_new_entries()
    assert audit.verify().broken_at == entries[0].pk


def test_an_entry_is_rolled_back_with_what_it_tells_of():
    inger = make_member("Inger")

    def change_and_fail():
        with transaction.atomic():
            journal.audit("noe.skjedde", obj=inger, actor=inger, organisation=organisation_of(inger))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert not AuditEntry.objects.exists()
