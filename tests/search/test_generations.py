"""An index that is filled beside the one that is searched, in every engine."""

from __future__ import annotations

import pytest

from search.clauses import Everything
from search.engines.base import StaleIndex

from .documents import document, found, store


def test_what_is_filled_is_searched_when_it_is_finished_and_not_before(engine):
    store(engine, document(1, "sår"))
    engine.begin()
    engine.fill([(document(2, "sår"), 1)])
    assert engine.is_begun()
    assert found(engine, "sår") == [1]
    engine.finish()
    assert not engine.is_begun()
    assert found(engine, "sår") == [2]


def test_a_change_meanwhile_is_in_both(engine):
    store(engine, document(1, "sår"), document(2, "sår"))
    engine.begin()
    engine.fill([(document(1, "sår"), 1), (document(2, "sår"), 1)])
    engine.apply([(document(3, "sår"), 2)], {"page:1": 2})
    assert set(found(engine, "sår")) == {2, 3}
    engine.finish()
    assert set(found(engine, "sår")) == {2, 3}


def test_what_is_filled_late_does_not_replace_what_is_newer(engine):
    engine.begin()
    engine.apply([(document(1, "ny"), 5)])
    engine.fill([(document(1, "gammel"), 4)])
    engine.finish()
    assert (found(engine, "ny"), found(engine, "gammel")) == ([1], [])


def test_to_begin_again_throws_away_what_was_begun(engine):
    store(engine, document(1, "sår"))
    engine.begin()
    engine.fill([(document(2, "sår"), 1)])
    engine.begin()
    assert found(engine, "sår") == [1]
    engine.finish()
    assert engine.digests() == {}


def test_nothing_is_filled_or_finished_that_was_not_begun(engine):
    for act in (engine.finish, lambda: engine.fill([(document(1, "sår"), 1)])):
        with pytest.raises(StaleIndex):
            act()


def test_a_search_goes_on_while_indexes_come_and_go(engine):
    for number in range(1, 6):
        engine.begin()
        engine.fill([(document(number, "sår"), 1)])
        with engine.reading() as snapshot:
            assert snapshot.count(Everything()) == min(1, number - 1)
        engine.finish()
        assert found(engine, "sår") == [number]
