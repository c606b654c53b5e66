"""What only Elasticsearch must do: versions that arrive late, indexes that others make or remove."""

from __future__ import annotations

import pytest
from django.conf import settings

from search.engines import elastic_engine
from search.engines.base import StaleIndex, clear
from search.engines.elastic_connection import Connection, client
from search.engines.elastic_engine import ElasticEngine
from search.engines.elastic_schema import LANES
from search.terms import index_terms

from .documents import document, found, store

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def elastic():
    with ElasticEngine.throwaway() as engine:
        yield engine


@pytest.fixture
def cluster():
    return client(settings.SEARCH)


def test_what_was_removed_does_not_come_back_with_an_older_version(elastic):
    store(elastic, document(1, "sår"), version=3)
    elastic.apply([], {"page:1": 5, "page:2": 5})
    store(elastic, document(1, "sår"), document(2, "sår"), version=4)
    assert elastic.digests() == {}
    store(elastic, document(1, "sår"), version=6)
    assert found(elastic, "sår") == [1]


def test_a_removal_that_comes_late_removes_nothing_newer(elastic):
    store(elastic, document(1, "sår"), version=3)
    elastic.apply([], {"page:1": 2})
    assert found(elastic, "sår") == [1]


def test_no_index_comes_into_being_by_being_written_to(elastic, cluster):
    elastic.drop()
    for act in (lambda: store(elastic, document(1, "sår")), lambda: found(elastic, "sår"), elastic.digests):
        with pytest.raises(StaleIndex):
            act()
    assert not cluster.indices.get(index=f"{elastic._alias}*")
    clear(elastic)
    assert found(elastic, "sår") == []


def test_sites_whose_names_begin_alike_leave_each_other_alone(elastic):
    name = elastic._alias.rpartition("-")[0]
    other = ElasticEngine(Connection(client(settings.SEARCH)), f"{name}-prove", replicas=0)
    try:
        clear(other)
        store(other, document(1, "sår"))
        clear(elastic)
        clear(elastic)
        assert (found(elastic, "sår"), found(other, "sår")) == ([], [1])
    finally:
        other.drop()


def test_at_most_one_index_is_kept_besides_the_one_that_is_searched(elastic, cluster):
    for _time in range(3):
        clear(elastic)
    assert len(cluster.indices.get(index=f"{elastic._alias}-*")) == 2


def test_of_other_versions_only_the_newest_that_is_searched_is_kept(elastic, cluster, monkeypatch):
    name = elastic._alias.rpartition("-")[0]
    old = [ElasticEngine(Connection(cluster), name, replicas=0) for _version in range(2)]
    for version, engine in zip(("0.1", "0.2"), old, strict=True):
        monkeypatch.setattr(engine, "_alias", f"{name}-{version}")
        clear(engine)
        store(engine, document(1, "sår"))
    assert [found(engine, "sår") for engine in old] == [[1], [1]]
    old[1].begin()
    elastic.begin()
    with pytest.raises(StaleIndex):
        found(old[0], "sår")
    assert found(old[1], "sår") == [1]
    assert not old[1].is_begun()
    elastic.finish()
    assert found(elastic, "sår") == []
    assert found(old[1], "sår") == [1]


def test_an_alias_that_somebody_gave_two_indexes_is_noticed_and_mended(elastic, cluster):
    store(elastic, document(1, "sår"))
    [first] = cluster.indices.get_alias(name=elastic._alias)
    clear(elastic)
    store(elastic, document(1, "sår"))
    cluster.indices.put_alias(index=first, name=elastic._alias)
    for act in (lambda: elastic.apply([]), elastic.digests):
        with pytest.raises(StaleIndex, match="has 2"):
            act()
    clear(elastic)
    assert elastic.digests() == {}
    store(elastic, document(1, "sår"))
    assert found(elastic, "sår") == [1]


def test_an_index_is_stored_compactly_and_remembers_what_was_removed(elastic, cluster):
    [made] = cluster.indices.get_settings(index=elastic._alias).values()
    assert made["settings"]["index"]["codec"] == "best_compression"
    assert made["settings"]["index"]["gc_deletes"] == "1h"


def test_a_document_that_the_server_refuses_is_taken_out_and_the_rest_is_stored(elastic, monkeypatch, caplog):
    store(elastic, document(1, "sår"), document(2, "sår"))
    entry = elastic_engine.to_elastic

    def spoilt(one):
        return entry(one) | ({"published": "hemmelig"} if one.uid == "page:1" else {})

    monkeypatch.setattr(elastic_engine, "to_elastic", spoilt)
    store(elastic, document(1, "sår"), document(2, "sår"), document(3, "sår"), version=2)
    assert sorted(found(elastic, "sår")) == [2, 3]
    assert "page:1" in caplog.text
    assert "hemmelig" not in caplog.text


def test_an_index_of_several_shards_counts_and_ranks_as_one():
    spread = ElasticEngine(Connection(client(settings.SEARCH)), "markedsplassen-throwaway-spread", shards=3, replicas=0)
    clear(spread)
    try:
        store(spread, *(document(number, "sår " * (number % 3 + 1), "journal " * number) for number in range(1, 40)))
        assert found(spread, "sår", limit=100)[:3] == found_in_one(limit=100)[:3]
    finally:
        spread.drop()


def found_in_one(**options):
    with ElasticEngine.throwaway() as engine:
        store(engine, *(document(number, "sår " * (number % 3 + 1), "journal " * number) for number in range(1, 40)))
        return found(engine, "sår", **options)


@pytest.mark.parametrize(
    ("phrase", "numbers"),
    [
        ('"løsninger for e-helse"', [1]),
        ('"løysingar for ehelse"', [1]),
        ('"epj-system for"', [2]),
        ('"epj system for e-helse i"', [2]),
        ('"helse i kommunen"', [2]),
        ('"epj for"', []),
        ('"løsninger helse"', []),
    ],
)
def test_a_phrase_is_found_by_any_form_of_each_of_its_words(elastic, phrase, numbers):
    store(elastic, document(1, "Løysingar for e-helse"), document(2, "EPJ-system for e-helse i kommunane"))
    assert found(elastic, phrase) == numbers


def test_no_word_has_more_terms_than_there_are_lanes():
    terms = index_terms(document(1, body="Løysingar-verksemd E-helse-løysingar 2020-21 Kárášjohka-løysing")).body
    positions = [position for _term, position in terms]
    assert 1 < max(positions.count(position) for position in positions) <= LANES


def test_words_of_any_length_are_stored(elastic):
    store(elastic, document(1, "Lang", "a" * 2_000 + " " + "ord " * 20_000 + "sår"))
    assert found(elastic, "sår") == [1]
