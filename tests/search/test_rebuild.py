"""Rebuilding beside readers and writers. Who dies in the middle of it: test_site_at_work.py."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from arena.models import IdeaPage
from search.clauses import Everything
from search.drain import drain, engine, expected, rebuild, was_left
from search.engines.base import EngineBusy, clear
from search.engines.tantivy_engine import TantivyEngine
from search.query import parse
from tests.factories.arena import make_idea
from tests.factories.people import make_member
from tests.processes import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
VISITOR = frozenset({"open"})


@pytest.fixture
def ideas(search_index):
    inger = make_member("Inger")
    made = [make_idea(inger, title=f"Måling {number}") for number in range(30)]
    rebuild()
    return made


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr("search.drain.BATCH", 3)
    monkeypatch.setattr("core.search_registry.BATCH", 6)


@transaction.atomic
def rename(idea, title):
    page = IdeaPage.objects.get(pk=idea.pk)
    page.title = title
    page.save_revision().publish()


def test_nothing_is_lost_and_no_search_fails_while_the_index_is_built(ideas, small_batches):
    def work(number):
        if number == 0:
            return "built", [rebuild() > 0 for _time in range(4)]
        if number == 1:
            return "edited", [rename(idea, f"Ny måling {turn}") for turn, idea in enumerate(ideas)]
        return "found", {engine().search(parse("måling", access_keys=VISITOR)).total for _time in range(150)}

    before = engine().search(parse("måling", access_keys=VISITOR)).total
    answers = run_at_once(work, range(4))

    assert ("built", [True] * 4) in answers
    assert ("edited", [None] * len(ideas)) in answers
    assert answers.count(("found", {before})) == 2
    drain()
    assert engine().digests() == expected()
    assert engine().search(parse("ny måling", access_keys=VISITOR)).total == len(ideas)


def test_only_one_builds_at_a_time(ideas, small_batches):
    def work(number):
        try:
            return rebuild()
        except EngineBusy as error:
            return str(error)

    answers = run_at_once(work, range(4))
    assert set(answers) <= {engine_size(), "Another process is building the index."}
    assert engine_size() in answers


def engine_size():
    return len(engine().digests())


def test_a_build_that_was_left_is_known(ideas):
    assert not was_left()
    engine().begin()
    assert was_left()
    rebuild()
    assert not was_left()


def test_what_is_wrong_in_the_index_is_named_and_mended(ideas, capsys):
    gone, changed = ideas[0], ideas[1]
    engine().apply([], {f"page:{gone.pk}": 1})
    IdeaPage.objects.filter(pk=changed.pk).update(title="Bak ryggen")
    with pytest.raises(CommandError, match="2 of"):
        call_command("search_verify")
    assert capsys.readouterr().out.splitlines() == [
        f"tantivy: missing: page:{gone.pk}",
        f"tantivy: stale: page:{changed.pk}",
    ]

    call_command("search_verify", "--repair")
    assert "mended" in capsys.readouterr().out
    assert engine().digests() == expected()
    call_command("search_verify")


def test_what_is_saved_while_the_index_is_verified_is_no_fault(ideas, monkeypatch, capsys):
    """The first time, the index is read after something was saved that the database was read before."""
    saved = []

    def after_somebody_saved():
        right = expected()
        if not saved:
            saved.append(make_idea(ideas[0].owner, title="Lagret imens"))
            drain()
        return right

    monkeypatch.setattr("search.management.commands.search_verify.expected", after_somebody_saved)
    call_command("search_verify")
    assert len(saved) == 1
    assert capsys.readouterr().out == f"tantivy: {len(expected())} documents, all as they should be\n"


def test_what_is_too_much_is_taken_out(ideas):
    with engine().reading() as snapshot:
        [stored] = snapshot.found(Everything(), 1).hits
    engine().apply([(replace(stored.document, uid="page:999999"), 1)])
    call_command("search_verify", "--repair")
    assert engine().digests() == expected()


def test_the_index_of_a_directory_is_left_by_whoever_reads_the_one_before(tmp_path):
    engine = TantivyEngine(tmp_path)
    clear(engine)
    with engine.reading() as snapshot:
        for _time in range(3):
            clear(engine)
        assert len([one for one in tmp_path.iterdir() if one.is_dir()]) == 2
        assert snapshot.count(Everything()) == 0
