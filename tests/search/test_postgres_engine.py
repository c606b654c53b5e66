"""What only the engine in PostgreSQL must do: on the site's connection, in its transactions, without its limits."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError, connection
from django.db.transaction import atomic, set_rollback

from people.models import User
from search.engines import postgres_generations
from search.engines.base import EngineError, StaleIndex, clear
from search.engines.postgres_engine import SCHEMA, PostgresEngine
from search.engines.postgres_tables import IndexTables

from .documents import all_hits, ask, document, found, store

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db]


@pytest.fixture
def engine():
    with PostgresEngine.throwaway() as engine:
        yield engine


def sql(engine, query):
    with engine._generations.reading() as tables:
        return tables.ask(query)


def test_an_index_that_is_missing_old_or_broken_must_be_built(engine):
    for break_it in (
        "ALTER TABLE {document} DROP COLUMN terms",
        "DROP TABLE {tally}",
    ):
        sql(engine, break_it)
        for act in (lambda: ask(engine, "kommunal plan"), lambda: store(engine, document(1, "a"))):
            with pytest.raises(StaleIndex):
                act()
        clear(engine)
        assert engine.digests() == {}


def test_an_index_of_another_version_must_be_built(engine, monkeypatch):
    store(engine, document(1, "sår"))
    engine.begin()
    monkeypatch.setattr(postgres_generations, "VERSION", "0.0")
    for act in (
        lambda: ask(engine, "sår"),
        lambda: engine.apply([]),
        lambda: engine.suggest("s"),
        engine.digests,
        engine.finish,
    ):
        with pytest.raises(StaleIndex):
            act()
    assert engine.is_begun()
    clear(engine)
    assert (engine.is_begun(), found(engine, "sår")) == (False, [])


def test_an_index_that_was_never_made_is_stale():
    with pytest.raises(StaleIndex):
        PostgresEngine("search_never_made").apply([])
    assert not PostgresEngine("search_never_made").is_begun()


def test_the_schema_is_a_setting():
    assert PostgresEngine.from_settings({})._generations._schema == SCHEMA
    assert PostgresEngine.from_settings({"SCHEMA": "search_other"})._generations._schema == "search_other"


def test_nothing_is_left_of_a_throwaway():
    with PostgresEngine.throwaway() as engine:
        store(engine, document(1, "sår"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'search_throwaway%'")
        assert cursor.fetchone() == (0,)


def test_a_failing_search_leaves_the_readers_transaction_alone(engine):
    sql(engine, "DROP TABLE {document}")
    with atomic():
        User.objects.create(email="foer@example.test")
        with pytest.raises(StaleIndex):
            ask(engine, "sår")
        assert User.objects.filter(email="foer@example.test").exists()


def test_what_the_database_says_is_an_error_of_the_engine(engine, monkeypatch):
    def fail(*arguments):
        raise OperationalError("gone")

    monkeypatch.setattr(IndexTables, "ask", fail)
    for act in (lambda: ask(engine, "sår"), lambda: store(engine, document(1)), engine.digests):
        with pytest.raises(EngineError, match="gone"):
            act()
    monkeypatch.undo()


def test_what_is_written_in_a_transaction_that_fails_is_not_there(engine):
    with atomic():
        store(engine, document(1, "sår"))
        set_rollback(True)
    assert (found(engine, "sår"), engine.suggest("sår"), tallied(engine)) == ([], [], {})


def tallied(engine):
    return dict(sql(engine, "SELECT name, number FROM {tally}"))


def test_it_holds_what_the_documents_hold(engine):
    store(engine, document(1, "Sår", "sår og sår"), document(2, "Journal"))
    once = tallied(engine)
    store(engine, document(1, "Noe annet"), document(3, "Sår", access_key="room:7"), version=2)
    engine.apply([], ["page:3", "page:9"])
    store(engine, document(1, "Sår", "sår og sår"), version=3)
    assert tallied(engine) == once
    assert once["body/sår"] == 1
    engine.apply([], ["page:1", "page:2"])
    assert tallied(engine) == {}


def test_its_last_words_are_found_as_a_phrase(engine):
    body = f"{'et ord og ' * 20_000} dette er trykksår hos eldre"
    store(engine, document(1, "Lang", body), document(2, "Kort", "hos trykksår"))
    assert found(engine, '"trykksår hos eldre"') == [1]
    assert found(engine, '"og dette"') == [1]
    assert found(engine, '"dette og"') == []


def test_of_more_words_than_can_be_held_the_first_are(engine):
    body = " ".join(f"ord{number:07}langtnokforalltid" for number in range(40_000))
    store(engine, document(1, "Enorm", body))
    assert found(engine, "enorm") == found(engine, "ord0000007langtnokforalltid") == [1]


@pytest.mark.django_db(transaction=True)
def test_writers_wait_for_each_other(engine):
    faults = []

    def write(number):
        try:
            for version in range(1, 6):
                store(engine, *(document(one, f"sår journal{number}") for one in range(8)), version=version)
        except EngineError as error:
            faults.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=[number]) for number in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        page = ask(engine, "sår", limit=100)
        assert page.total == len(page.hits) == sum(dict(page.facets["type"]).values())
    assert faults == []
    assert len(engine.digests()) == 8
    assert tallied(engine)["every/document"] == tallied(engine)["title/sår"] == 8


def test_what_holds_all_words_stands_first_however_many_there_are(engine):
    store(
        engine,
        *(document(number, "Sår", "måling " * (number % 7)) for number in range(300)),
        *(document(number, "Ingenting", f"sår {'langt ' * 90} journal") for number in range(300, 304)),
    )
    uids = [int(hit.uid.removeprefix("page:")) for hit in all_hits(engine, "sår journal", limit=100)]
    assert set(uids[:4]) == {300, 301, 302, 303}
    assert len(uids) == len(set(uids)) == 304
    assert uids == [int(hit.uid.removeprefix("page:")) for hit in all_hits(engine, "sår journal", limit=30)]
