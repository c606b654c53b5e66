"""`search_bench`: many documents, and what a reader waits for among them. Times are told, never tested."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.evaluation.collection import read
from search.evaluation.crowd import crowd
from search.query import FACETS

COLLECTION = Path(__file__).with_name("collection.json")


def test_the_crowd_is_the_same_every_time_and_has_every_facet():
    first, again = (list(crowd(read(COLLECTION), 40)) for _time in range(2))
    assert first == again
    assert len({one.uid for one in first}) == 40
    assert all(set(one.all_facets()) == set(FACETS) for one in first)
    assert len({one.body for one in first}) == 40


@pytest.mark.slow
def test_the_table_tells_of_filling_reading_and_changing(capsys):
    call_command("search_bench", str(COLLECTION), "--documents", "1000")
    told = capsys.readouterr().out
    assert "tantivy: 1,000 documents" in told
    for row in (
        "a usual word",
        "three words",
        "a string of anything",
        "suggestions",
        "suggestions, the second word",
        "five facets alone",
        "a change, until it is found",
    ):
        assert row in told


def test_a_file_that_is_no_collection_gets_a_message(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("search_bench", str(tmp_path / "nowhere.json"))


def test_a_collection_without_a_text_gets_a_message(tmp_path):
    document = {"id": "D1", "kind": "idea", "language": "nb", "visibility": "open", "title": "", "body": ""}
    query = {"id": "Q1", "text": "sår", "group": "ledd", "grades": {"D1": 1}}
    file = tmp_path / "empty.json"
    file.write_text(json.dumps({"documents": [document], "queries": [query]}))
    with pytest.raises(CommandError, match="no open documents with a text"):
        call_command("search_bench", str(file))
