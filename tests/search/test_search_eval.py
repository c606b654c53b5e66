"""`search_eval`: what a collection may hold, how answers are judged, and how good ours are."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.engines import ENGINES
from search.engines.tantivy_engine import TantivyEngine
from search.evaluation import measure
from search.evaluation.collection import BadCollection, JudgedQuery, read
from search.evaluation.filler import filler
from search.evaluation.measure import ndcg
from search.models import Synonym
from search.terms import alternatives, part_terms

from .engines import EVERY_ENGINE

COLLECTION = Path(__file__).with_name("collection.json")
# By somebody who knew neither the first nor the search.
SECOND_COLLECTION = Path(__file__).with_name("second_collection.json")
# What was measured; a change that costs more than `SLACK` of it must say why, and change the figure.
MEASURED = {COLLECTION: 0.861, SECOND_COLLECTION: 0.841}
SLACK = 0.02
DOCUMENTS = [
    {"id": "D1", "kind": "idea", "language": "nb", "visibility": "open", "title": "Vaktbytte", "body": "På mobilen."},
    {"id": "D2", "kind": "thread", "language": "nn", "visibility": "room", "title": "Lukket", "body": "Hemmelegheit"},
    {"id": "D3", "kind": "event", "language": "en", "visibility": "draft", "title": "Draft", "body": "Secret"},
]
QUERIES = [{"id": "Q1", "text": "vaktbytte", "group": "ledd", "grades": {"D1": 3}}]


def write(folder, documents=DOCUMENTS, queries=QUERIES):
    path = folder / "collection.json"
    path.write_text(json.dumps({"documents": documents, "queries": queries}))
    return path


def evaluated(capsys, path, *options):
    call_command("search_eval", str(path), *options)
    return capsys.readouterr().out


@pytest.mark.parametrize("collection", MEASURED, ids=lambda path: path.stem)
@pytest.mark.parametrize("engine", EVERY_ENGINE)
def test_answers_are_as_good_as_they_were(engine, collection, capsys):
    result = json.loads(evaluated(capsys, collection, "--engine", engine, "--json"))
    assert result["engine"] == engine
    assert result["ndcg"] >= MEASURED[collection] - SLACK
    assert set(result["groups"]) == {query.group for query in read(collection).queries}
    assert result["leaks"] == []


def test_the_collection_is_large_enough_and_has_what_nobody_may_find():
    raw = json.loads(COLLECTION.read_text())
    assert len(raw["queries"]) >= 60
    assert len(raw["documents"]) >= 80
    assert {one["visibility"] for one in raw["documents"]} == {"open", "room", "draft", "removed"}


def test_a_reader_sees_the_figures_of_each_group(tmp_path, capsys):
    assert evaluated(capsys, write(tmp_path)) == "tantivy: nDCG@10 1.000\n  ledd         1.000\n"


def test_a_query_that_finds_nothing_good_is_named(tmp_path, capsys):
    queries = [*QUERIES, {"id": "Q2", "text": "hemmelighet", "group": "synonym", "grades": {"D1": 1}}]
    result = json.loads(evaluated(capsys, write(tmp_path, queries=queries), "--json"))
    assert (result["ndcg"], result["zero"]) == (0.5, ["Q2"])


@pytest.mark.django_db
def test_the_synonyms_of_the_site_count_only_when_they_are_asked_for(tmp_path, capsys):
    Synonym.objects.all().delete()
    Synonym.objects.create(words="vaktbytte\nturnus")
    path = write(tmp_path, queries=[{"id": "Q1", "text": "turnusen", "group": "synonym", "grades": {"D1": 3}}])
    assert json.loads(evaluated(capsys, path, "--json"))["zero"] == ["Q1"]
    result = json.loads(evaluated(capsys, path, "--json", "--synonyms"))
    assert (result["ndcg"], result["leaks"]) == (1, [])


def test_fillers_answer_nothing():
    collection = read(COLLECTION)
    documents = list(filler(collection, 30))
    assert len({one.uid for one in documents}) == 30
    words = {word for one in documents for word in f"{one.title} {one.body}".lower().split()}
    held = {term for word in words for term in (*alternatives(word)[0], *part_terms(word))}
    asked = {word for query in collection.queries for word in query.text.lower().split()}
    assert not held & {term for word in asked for term in (*alternatives(word)[:1], *part_terms(word))}


def test_answers_are_judged_by_grade_and_place():
    query = JudgedQuery("Q", "sår", "ledd", {"A": 3, "B": 1})
    assert ndcg(["A", "B"], query) == 1
    assert ndcg(["B", "A"], query) == pytest.approx((1 + 7 / 1.584963) / (7 + 1 / 1.584963))
    assert ndcg(["X", "A"], query) == pytest.approx((7 / 1.584963) / (7 + 1 / 1.584963))
    assert ndcg(["X"] * 10 + ["A"], query) == 0
    assert ndcg([], JudgedQuery("Q", "sår", "ledd", {})) == 0


class Leaking(TantivyEngine):
    """An engine that shows a visitor what those in the room may read."""

    def search(self, query):
        object.__setattr__(query, "access_keys", frozenset({"open", "room:1"}))
        return super().search(query)


def test_what_a_visitor_must_not_meet_is_told_and_fails_the_command(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(ENGINES, "tantivy", f"{__name__}.Leaking")
    queries = [{"id": "Q1", "text": "hemmelegheit", "group": "ledd", "grades": {"D1": 1}}]
    with pytest.raises(SystemExit) as ended:
        call_command("search_eval", str(write(tmp_path, queries=queries)), "--json")
    assert ended.value.code == 1
    assert {"query": "Q1", "document": "D2", "where": "hit"} in json.loads(capsys.readouterr().out)["leaks"]


def test_what_suggestions_give_away_is_a_leak(tmp_path):
    class Telling(TantivyEngine):
        def suggest(self, prefix, limit=8):
            return ["hemmelegheit"]

    collection = read(write(tmp_path))
    with Telling.throwaway() as asked, TantivyEngine.throwaway() as reference:
        measure.fill(asked, collection.documents)
        measure.fill(reference, collection.open_documents)
        result = measure.evaluate(collection, asked, reference)
    assert {leak.where for leak in result.leaks} == {"suggestion"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "poem"}, "D1 has the kind 'poem'"),
        ({"visibility": "hidden"}, "D1 has the visibility 'hidden'"),
        ({"language": "sv"}, "D1 has the language 'sv'"),
        ({"title": 7}, "D1 must have a “title” that is a text"),
        ({"id": "D2"}, "D2 stands more than once"),
    ],
)
def test_a_document_that_breaks_the_format_is_named(tmp_path, change, message):
    with pytest.raises(BadCollection, match=message):
        read(write(tmp_path, documents=[DOCUMENTS[0] | change, *DOCUMENTS[1:]]))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"grades": {"D9": 1}}, "Q1 grades D9, which is not among the documents"),
        ({"grades": {"D1": 4}}, "Q1 grades D1 with 4"),
        ({"grades": {"D1": True}}, "Q1 grades D1 with True"),
        ({"grades": []}, "Q1 must have a “grades” that is an object"),
        ({"text": None}, "Q1 must have a “text” that is a text"),
    ],
)
def test_a_query_that_breaks_the_format_is_named(tmp_path, change, message):
    with pytest.raises(BadCollection, match=message):
        read(write(tmp_path, queries=[QUERIES[0] | change]))


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        ([1], "Number 1 of the documents must be an object"),
        ([DOCUMENTS[0], {"kind": "idea"}], "Number 2 of the documents must have an “id”"),
        ([{"id": ""}], "Number 1 of the documents must have an “id”"),
        ([{"id": "x" * 101}], "Number 1 of the documents must have an “id”"),
        ([{"id": "\ud800"}], "Number 1 of the documents must have an “id”"),
    ],
)
def test_an_entry_without_a_name_is_counted(tmp_path, documents, message):
    with pytest.raises(BadCollection, match=message):
        read(write(tmp_path, documents=documents))


def test_a_collection_without_queries_is_none(tmp_path):
    with pytest.raises(BadCollection, match="nothing to ask"):
        read(write(tmp_path, queries=[]))


def test_a_word_of_a_closed_document_that_is_suggested_is_a_leak_whatever_is_asked(tmp_path):
    class Telling(TantivyEngine):
        def suggest(self, prefix, limit=8):
            return ["hemmelegheit"] if prefix == "hemmelegheit"[:-1] else []

    collection = read(write(tmp_path))
    with Telling.throwaway() as asked, TantivyEngine.throwaway() as reference:
        measure.fill(asked, collection.documents)
        measure.fill(reference, collection.open_documents)
        leaks = measure.evaluate(collection, asked, reference).leaks
    assert {(leak.document, leak.where) for leak in leaks} == {("D2", "suggestion")}


@pytest.mark.parametrize("text", ["", "[]", '{"documents": []}', "[" * 100_000])
def test_a_file_that_is_no_collection_gets_a_message(tmp_path, text):
    path = tmp_path / "broken.json"
    path.write_text(text)
    with pytest.raises(CommandError, match=r"JSON|must be a list"):
        call_command("search_eval", str(path))


def test_less_than_no_filler_gets_a_message():
    with pytest.raises(CommandError, match="--filler"):
        call_command("search_eval", str(COLLECTION), "--filler", "-5")


def test_a_file_that_is_not_there_gets_a_message(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("search_eval", str(tmp_path / "nowhere.json"))


@pytest.mark.sqlite_only
def test_an_engine_that_needs_another_database_says_so(tmp_path):
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("search_eval", str(write(tmp_path)), "--engine", "postgresql")


def test_an_engine_without_its_server_says_so(tmp_path, settings):
    settings.SEARCH = {}
    with pytest.raises(CommandError, match="SEARCH_URL"):
        call_command("search_eval", str(write(tmp_path)), "--engine", "elasticsearch")
