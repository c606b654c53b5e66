"""Three real nodes with one replica: one is killed under writing and searching, then none of them answers."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from statistics import median

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from arena.models import IdeaPage
from core.models import SearchChange
from search import drain
from search.engines.elastic_connection import Connection, client
from search.engines.elastic_engine import ElasticEngine
from tests import elastic_node, services
from tests.factories.arena import make_idea
from tests.factories.people import make_member

# Once is enough: what is told apart here is the cluster, not the database.
pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.sqlite_only,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
JAVA_OPTIONS = "-Xms384m -Xmx384m -XX:TieredStopAtLevel=1"  # small, and soon there
REST = 1.0  # seconds that a cluster is left alone, so that the test need not wait for half a minute
BEFORE, AFTER, AWAY = 2.0, 6.0, 4.0  # seconds around the death of the node, and without any
PATIENCE = 2  # on a machine that runs other tests as well
BACK = 60  # seconds until all that waited is found
SAYS = "search engine does not answer"


@pytest.fixture
def nodes():
    packed = elastic_node.distribution() or services.missing("Elasticsearch")
    ports = [(services.free_port(), services.free_port()) for _node in range(3)]
    with elastic_node.nodes(packed, ports, JAVA_OPTIONS) as nodes:
        yield nodes


@pytest.fixture
def asked(nodes, embedded, in_service, monkeypatch, settings):
    """A client of the three nodes, which are searched with an embedded index in reserve."""
    settings.LIMITS_TIMES = 1000
    monkeypatch.setattr("search.engines.breaker.REST", REST)
    asked = client({"URL": ",".join(node.url for node in nodes)})
    in_service(ElasticEngine(Connection(asked), "klynge", replicas=1), embedded)
    drain.rebuild(embedded)
    return asked


@contextmanager
def meanwhile(*works):
    """Do each of `works` again and again in a thread of its own; yields what they returned, in order of time."""
    done, over = {work: [] for work in works}, threading.Event()

    def go_on(work):
        while not over.is_set():
            done[work].append(work())
        connection.close()

    threads = [threading.Thread(target=go_on, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join()


def work_of_the_worker():
    drain.keep()
    time.sleep(0.1)


def read():
    """Ask the page and the JSON; return their status, whether the reserve answered, and the seconds of the slower."""
    began = time.monotonic()
    page = Client().get("/en/sok/", {"q": "måling"})
    between = time.monotonic()
    answer = Client().get("/api/search/", {"q": "måling"})
    took = max(between - began, time.monotonic() - between)
    failed = answer.json()["failed"] or not answer.json()["total"] or "/innovasjon/" not in page.text
    return {page.status_code, answer.status_code}, failed, SAYS in page.text, took


def holder(asked, nodes):
    """Return the node that has the primary of the index that is searched."""
    [name] = {one["node"] for one in asked.cat.shards(index="klynge-*", format="json") if one["prirep"] == "p"}
    return next(node for node in nodes if node.name == name)


def settle(seconds):
    """Work as the worker does until nothing waits and the cluster answers, and fail if that takes too long."""
    until = time.monotonic() + seconds
    while SearchChange.objects.exists() or read()[2]:
        assert time.monotonic() < until, SearchChange.objects.count()
        work_of_the_worker()
    call_command("search_verify")


def test_readers_and_writers_lose_nothing(asked, nodes, capsys):
    inger = make_member("Inger")
    ideas = [make_idea(inger, title=f"Måling {number}") for number in range(20)]
    drain.keep()
    asked.cluster.health(wait_for_status="green", timeout="60s")
    read()
    turn = iter(range(10**9))

    def save():
        """Give an idea another title, and return the seconds that took."""
        number = next(turn)
        began = time.monotonic()
        with transaction.atomic():
            page = IdeaPage.objects.get(pk=ideas[number % 20].pk)
            page.title = f"Måling {number}"
            page.save_revision().publish()
        return time.monotonic() - began

    with meanwhile(save, work_of_the_worker, read) as done:
        time.sleep(BEFORE)
        holder(asked, nodes).send(signal.SIGKILL)
        time.sleep(AFTER)
    tell(capsys, "a node killed", done[save], done[read])
    assert done[read]
    assert not any(failed or status != {200} for status, failed, _said, _took in done[read])
    settle(BACK)

    with meanwhile(work_of_the_worker):
        for node in nodes:
            node.send(signal.SIGSTOP)
        with meanwhile(save, read) as done:
            time.sleep(AWAY)
        for node in nodes:
            node.send(signal.SIGCONT)
    tell(capsys, "no node answers", done[save], done[read])
    assert not any(failed or status != {200} for status, failed, _said, _took in done[read])
    assert all(said for _status, _failed, said, _took in done[read])
    assert max(took for *_rest, took in done[read]) < 1.5 * PATIENCE
    assert median(done[save]) < 0.5
    settle(BACK)


def tell(capsys, what, saves, reads):
    slowest = max(took for *_rest, took in reads)
    by_reserve = sum(said for _status, _failed, said, _took in reads)
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what one wants to know
            f"\n{what}: {len(saves)} saved, half of them within {median(saves):.3f} s; {len(reads)} times searched,"
            f" {by_reserve} by the reserve, the slowest in {slowest:.2f} s"
        )
