"""Whoever builds an index in a real cluster and is killed at it."""

from __future__ import annotations

import multiprocessing
import os
import signal

import pytest
from django.conf import settings
from django.db import connections

from core.models import SearchChange
from search import drain
from search.engines.elastic_connection import Connection, client
from search.engines.elastic_engine import ElasticEngine
from tests.factories.arena import make_idea
from tests.factories.people import make_member

from .documents import ask

pytestmark = [
    pytest.mark.elasticsearch,
    pytest.mark.sqlite_only,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
BATCH, IDEAS = 3, 10


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_the_old_index_is_searched_until_the_next_one_is_whole(in_service, embedded, monkeypatch, share):
    monkeypatch.setattr(drain, "BATCH", BATCH)
    with ElasticEngine.throwaway() as engine:
        in_service(engine, embedded)
        inger = make_member("Inger")
        ideas = [make_idea(inger, title=f"Måling {number}") for number in range(IDEAS)]
        for one in (engine, embedded):
            drain.rebuild(one)
        before = ask(engine, "måling").total

        killed_after(int(len(engine.digests()) * share), engine._alias.rpartition("-")[0])
        assert drain.was_left(engine)
        assert ask(engine, "måling").total == before >= IDEAS

        ideas[0].delete()
        drain.keep()
        assert not drain.was_left(engine)
        assert not SearchChange.objects.exists()
        assert engine.digests() == embedded.digests() == drain.expected()
        assert ask(engine, "måling").total == before - 1
        assert len(client(settings.SEARCH).indices.get(index=f"{engine._alias}-*")) == 2


def killed_after(documents, name):
    """Have a process begin to build the index, and die when it has stored so many documents."""
    connections.close_all()
    builder = multiprocessing.get_context("fork").Process(target=build_and_die, args=(documents, name))
    builder.start()
    builder.join(60)
    assert builder.exitcode == -signal.SIGKILL


def build_and_die(documents, name):
    engine = ElasticEngine(Connection(client(settings.SEARCH)), name, replicas=0)
    fill, stored = engine.fill, []

    def fill_or_die(upserts):
        fill(upserts)
        stored.extend(upserts)
        if len(stored) >= documents:
            os.kill(os.getpid(), signal.SIGKILL)

    engine.fill = fill_or_die
    drain.rebuild(engine)
