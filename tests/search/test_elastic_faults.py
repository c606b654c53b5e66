"""What becomes of a search, and of what is to be stored, when the cluster does not do as it should."""

from __future__ import annotations

import logging
import re
import time
import traceback
from base64 import b64encode
from secrets import token_hex

import pytest
from django.core.management import CommandError, call_command
from django.views.debug import ExceptionReporter

from core.models import SearchChange
from search import drain
from search.engines.base import EngineError, StaleIndex
from search.engines.elastic_connection import client
from search.engines.elastic_engine import ElasticEngine
from search.query import parse
from settings.environment import Secret
from tests import services
from tests.factories.arena import make_idea
from tests.factories.people import make_member

from .documents import OPEN, ask, document, store
from .elastic_fake import NO_HITS, Answer, engine_at

SECRET = token_hex()  # not written here, since pages for developers show lines of the source as well
BASIC = b64encode(f"u:{SECRET}".encode()).decode()
QUERY = parse("sår", access_keys=OPEN)
MISSING = {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}


@pytest.fixture
def engine(served):
    return engine_at(served[1])


FAULTS = {
    "a page in HTML": Answer("<html>Hello</html>", kind="text/html", product=None),
    "a page in HTML under its name": Answer("<html>Hello</html>", kind="text/html"),
    "nothing": Answer(""),
    "an empty object": Answer({}),
    "a list": Answer([1, 2]),
    "half of its JSON": Answer('{"timed_out": false, "hits": {"tot'),
    "a body that is cut off": Answer(NO_HITS, cut=20),
    "other fields": Answer({"timed_out": False, "hits": {"total": 5}}),
    "hits of something else": Answer(
        {"timed_out": False, "hits": {"total": {"value": 50}, "hits": [{"_score": 1, "_source": {"x": 1}}]}}
    ),
    "a part": Answer(NO_HITS | {"timed_out": True}),
    "that it is too busy": Answer({"error": {"type": "es_rejected_execution_exception"}}, status=429),
    "that it has a fault": Answer({"error": {"type": "null_pointer_exception"}}, status=500),
    "that it is away": Answer("no", status=503, kind="text/plain", product=None),
    "that it knows us not": Answer({"error": {"type": "security_exception"}}, status=401),
    "that we may not": Answer({"error": {"type": "security_exception"}}, status=403),
    "that the index is gone": Answer(MISSING, status=404),
    "that it cannot read the question": Answer({"error": {"type": "parsing_exception"}}, status=400),
}


# Searching


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_search_that_is_answered_with(fake, engine, fault):
    fake.answers("_search", fault)
    for act in (lambda: engine.search(QUERY), lambda: engine.suggest("så"), engine.digests):
        with pytest.raises(EngineError):
            act()


def test_a_cluster_that_is_not_there_is_an_engine_error():
    engine = engine_at(f"http://127.0.0.1:{services.free_port()}")
    with pytest.raises(EngineError, match="ConnectionError"):
        engine.search(QUERY)


@pytest.mark.parametrize("delay", [5, 0.3])
def test_a_slow_cluster_is_waited_for_less_than_a_second_in_all(fake, engine, delay):
    fake.answers("_search", Answer(NO_HITS, after=delay))
    began = time.monotonic()
    with pytest.raises(EngineError):
        engine.search(parse("fem ord som ikke finnes", access_keys=OPEN))
    assert time.monotonic() - began < 1.5


def test_a_host_that_refuses_is_passed_over(served):
    fake, url = served
    engine = engine_at(f"http://127.0.0.1:{services.free_port()},{url}")
    assert [ask(engine, "sår").total for _time in range(4)] == [0] * 4


@pytest.mark.parametrize("fault", ["an empty object", "a page in HTML", "that the index is gone"])
@pytest.mark.parametrize("url", ["/sok/?q=s%C3%A5r", "/api/search/?q=s%C3%A5r", "/api/search/suggest/?q=s%C3%A5"])
def test_a_page_is_answered_whatever_the_cluster_says(fake, engine, db, anonymous, in_service, url, fault):
    in_service(engine)
    fake.answers("_search", FAULTS[fault])
    response = anonymous.get(url)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")


# The breaker


def test_after_three_failures_nobody_asks_for_a_while(fake, engine, monkeypatch, caplog):
    fake.answers("_search", FAULTS["that it has a fault"])
    for _time in range(5):
        with pytest.raises(EngineError):
            engine.search(QUERY)
    assert len(fake.asked) == 3
    store(engine, document(1, "sår"))
    assert "page:1" in fake.stored

    fake.mend()
    clock = time.monotonic
    monkeypatch.setattr(engine._connection._reads, "_clock", lambda: clock() + 31)
    assert ask(engine, "sår").total == 0
    ours = [record.message for record in caplog.records if record.name.startswith("search.")]
    assert [line.partition(",")[0] for line in ours] == [
        "Elasticsearch does not answer",
        "Elasticsearch answers again.",
    ]


def test_a_cluster_that_answers_each_question_but_no_search_is_left_alone(fake, engine):
    fake.answers("_search", Answer(NO_HITS, after=0.3))
    for _time in range(3):
        assert not engine.rests()
        with pytest.raises(EngineError):
            engine.search(parse("fem ord som ikke finnes", access_keys=OPEN))
    assert engine.rests()


def test_one_asks_first_when_the_rest_is_over(fake, engine, monkeypatch):
    fake.answers("_search", FAULTS["that it has a fault"])
    for late, times in ((0, 3), (31, 1), (62, 1)):
        clock = time.monotonic
        monkeypatch.setattr(engine._connection._reads, "_clock", lambda: clock() + late)  # noqa: B023 - used at once
        for _time in range(4):
            with pytest.raises(EngineError):
                engine.search(QUERY)
        assert len(fake.asked) == times
        fake.asked.clear()


def test_questions_that_are_refused_and_indexes_that_are_gone_open_no_breaker(fake, engine):
    fake.answers("_search", FAULTS["that it cannot read the question"], FAULTS["that the index is gone"])
    for _time in range(6):
        with pytest.raises(EngineError):
            engine.search(QUERY)
    assert len(fake.asked) == 6


# Storing: what is not said to be stored stays in the outbox


@pytest.fixture
def rows(db, engine, in_service, monkeypatch):
    """Three changes that are to be stored, and one removal."""
    inger = make_member("Inger")
    pages = [make_idea(inger, title=f"Måling {number}") for number in range(3)]
    SearchChange.objects.all().delete()
    uids = [*(f"page:{page.pk}" for page in pages), "page:999999"]
    SearchChange.objects.bulk_create(SearchChange(uid=uid) for uid in uids)
    in_service(engine)
    monkeypatch.setattr("search.engines.elastic_writing.PAUSE", 0.01)
    return set(uids)


def half(fake):
    def answers(body):
        whole = fake.bulk(body)
        return Answer(whole | {"items": whole["items"][:2]})

    return answers


def each(fake, status, kind=None):
    return lambda body: Answer(fake.bulk(body, status, kind))


WRITING_FAULTS = {
    **{name: fault for name, fault in FAULTS.items() if name not in ("a part", "that the index is gone")},
    "for half of it only": half,
    "that it is full": lambda fake: each(fake, 403, "cluster_block_exception"),
    "that it is too busy for each": lambda fake: each(fake, 429, "es_rejected_execution_exception"),
    "that the shard is away": lambda fake: each(fake, 503, "unavailable_shards_exception"),
    "that the mapping is another": lambda fake: each(fake, 400, "strict_dynamic_mapping_exception"),
}


@pytest.mark.parametrize("fault", WRITING_FAULTS.values(), ids=WRITING_FAULTS)
def test_nothing_is_lost_when_a_bulk_call_is_answered_with(fake, engine, rows, fault):
    fake.answers("_bulk", fault if isinstance(fault, Answer) else fault(fake))
    drain.drain()
    assert SearchChange.objects.count() == len(rows)
    fake.mend()
    drain.drain()
    assert not SearchChange.objects.exists()
    assert set(fake.stored) == rows


@pytest.mark.parametrize("fault", [FAULTS["that we may not"], FAULTS["an empty object"], FAULTS["a page in HTML"]])
@pytest.mark.parametrize("where", [r"GET /", "_refresh"])
def test_nothing_is_lost_when_another_call_fails(fake, rows, where, fault):
    fake.answers(where, fault)
    drain.drain()
    assert SearchChange.objects.exists() or set(fake.stored) == rows
    fake.mend()
    drain.drain()
    assert set(fake.stored) == rows


def test_an_index_that_is_gone_is_built_again(fake, engine, rows):
    fake.answers("_bulk", each(fake, 404, "index_not_found_exception"))
    drain.drain()
    assert SearchChange.objects.count() == len(rows)
    fake.answers("GET /", Answer({}))
    assert drain.is_stale()
    with pytest.raises(StaleIndex):
        engine.apply([])


def test_whoever_cannot_ask_builds_nothing(fake, engine, rows):
    fake.answers(".", FAULTS["that it is away"])
    assert not drain.is_stale()
    assert not drain.was_left()


def refusing(fake, uids, kind="document_parsing_exception"):
    """Return what stores all of a bulk call but documents of `uids`."""

    def answers(body):
        whole = fake.bulk(body)
        for item in whole["items"]:
            if (said := item.get("index")) and said["_id"] in uids:
                fake.stored.pop(said["_id"])
                said |= {"status": 400, "error": {"type": kind, "reason": "failed on 'hemmelig'"}}
        return Answer(whole | {"errors": True})

    return answers


def test_a_document_that_is_refused_keeps_no_other_out_and_is_named(fake, rows, caplog):
    bad = min(rows)
    bodies = []
    fake.answers("_bulk", lambda body: bodies.append(body) or refusing(fake, {bad})(body))
    drain.drain()
    assert not SearchChange.objects.exists()
    assert {uid for uid, entry in fake.stored.items() if entry} == rows - {bad, "page:999999"}
    [line] = [record.getMessage() for record in caplog.records if record.name == "search.engines.elastic_writing"]
    assert bad in line
    assert "document_parsing_exception" in line
    assert "hemmelig" not in caplog.text
    assert re.fullmatch(rf'{{"delete":{{"_id":"{bad}","version":\d+,"version_type":"external_gte"}}}}\n', bodies[1])


def test_when_all_are_refused_it_is_not_their_fault(fake, rows):
    SearchChange.objects.filter(uid="page:999999").delete()
    fake.answers("_bulk", refusing(fake, rows))
    drain.drain()
    assert set(SearchChange.objects.values_list("uid", flat=True)) == rows - {"page:999999"}


def test_a_storm_of_conflicts_is_success(fake, rows):
    fake.answers("_bulk", each(fake, 409, "version_conflict_engine_exception"))
    drain.drain()
    assert not SearchChange.objects.exists()


def test_what_a_busy_cluster_refuses_is_sent_again_at_once(fake, rows):
    busy = each(fake, 429, "es_rejected_execution_exception")
    fake.answers("_bulk", busy, busy, lambda body: Answer(fake.bulk(body)))
    drain.drain()
    assert set(fake.stored) == rows


def test_a_number_above_that_of_the_row_goes_with_it(fake, engine, rows):
    bodies = []
    fake.answers("_bulk", lambda body: bodies.append(body) or Answer(fake.bulk(body)))
    newest = SearchChange.objects.get(uid="page:999999").pk
    drain.drain()
    [version] = re.findall(r'"delete":{"_id":"page:999999","version":(\d+),"version_type":"external_gte"}', bodies[0])
    assert int(version) > newest


def test_saving_asks_nothing_of_the_cluster(fake, rows):
    drain.drain_soon()
    assert fake.asked == []


# What opens the cluster


def shown(fails, argument):
    """Return what a log and a page for developers, with the variables of every function, show of a fault."""
    with pytest.raises((EngineError, CommandError)) as raised:
        fails(argument)
    return *traceback.format_exception(raised.value), ExceptionReporter(None, *raised._excinfo).get_traceback_html()


@pytest.mark.parametrize(
    ("known", "sent"),
    [({"USER": "u", "PASSWORD": SECRET}, f"Basic {BASIC}"), ({"API_KEY": SECRET}, f"ApiKey {SECRET}")],
    ids=["password", "key"],
)
def test_a_secret_is_sent_and_nowhere_seen(served, known, sent, caplog, capsys, settings, in_service, db):
    caplog.set_level(logging.DEBUG)
    settings.DEBUG = True
    fake, url = served
    known = {name: Secret(value) for name, value in known.items()}
    settings.SEARCH = settings.SEARCH | known
    engine = engine_at(url, **known)
    in_service(engine)
    said = [repr(engine), repr(engine._connection), repr(client({"URL": url, **known})), repr(settings.SEARCH)]
    ask(engine, "sår")
    assert {headers["Authorization"] for _words, headers in fake.asked} == {sent}
    for fault in FAULTS.values():
        fake.answers(".", fault)
        engine._connection._reads._failures = 0
        said += shown(engine.search, QUERY)
    said += [*shown(call_command, "search_verify"), *shown(call_command, "search_rebuild")]
    whole = "\n".join([*said, caplog.text, capsys.readouterr().out])
    assert "EngineError" in whole
    assert SECRET not in whole
    assert BASIC not in whole


def test_without_an_address_there_is_no_engine():
    with pytest.raises(EngineError, match="SEARCH_URL"):
        ElasticEngine.from_settings({"SHARDS": 1, "REPLICAS": 1})
