"""An embedded index whose files are damaged: it does not answer, nobody falls over it, and it is built anew."""

from __future__ import annotations

import os
import time

import pytest
from django.core.management import call_command

from search.drain import drain, engine, expected, is_stale, keep
from search.engines.base import EngineError, StaleIndex, clear
from search.engines.tantivy_directory import LATELY, VERSION_FILE
from search.engines.tantivy_engine import TantivyEngine
from search.engines.tantivy_generations import BEGUN, LIVE
from tests.factories.arena import make_idea
from tests.factories.people import make_member

from .documents import ask, document, store

KINDS = [".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term"]
FOOTER = 200  # bytes that are left, so that the file is opened at all


def folder(directory):
    """Return where the index that is searched lies."""
    return directory / (directory / LIVE).read_text()


def damage(directory, kind):
    for file in folder(directory).glob(f"*{kind}"):
        whole = file.read_bytes()
        file.unlink()  # who has it open keeps what was there: to write into it would kill them
        file.write_bytes(b"\xff" * max(0, len(whole) - FOOTER) + whole[-FOOTER:])


def grow_old(directory):
    long_ago = time.time() - LATELY - 1
    os.utime(folder(directory) / VERSION_FILE, (long_ago, long_ago))


def acts(one):
    return [
        lambda: ask(one, "sår journal"),
        lambda: ask(one, "sår", sort="newest"),
        lambda: one.suggest("så"),
        one.digests,
        lambda: store(one, document(1, "sår"), version=9),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_damaged_is_said_as_engines_say_it(tmp_path, kind):
    whole = TantivyEngine(tmp_path)
    clear(whole)
    store(whole, *(document(number, f"Sår {number}", f"journal ro {number}") for number in range(400)))
    damage(tmp_path, kind)
    failed = 0
    for act in acts(TantivyEngine(tmp_path)):
        try:
            act()
        except EngineError:
            failed += 1
    assert failed or kind == ".fieldnorm"  # only scores are wrong


def test_what_is_damaged_is_condemned_unless_it_was_built_lately(tmp_path):
    one = TantivyEngine(tmp_path)
    clear(one)
    store(one, *(document(number, f"Sår {number}", f"journal ro {number}") for number in range(400)))
    damage(tmp_path, ".store")
    for _time in range(2):
        with pytest.raises(StaleIndex, match="damaged"):
            TantivyEngine(tmp_path).digests()
    grow_old(tmp_path)
    with pytest.raises(StaleIndex, match="damaged"):
        TantivyEngine(tmp_path).digests()
    with pytest.raises(StaleIndex, match="no index of version"):
        TantivyEngine(tmp_path).apply([])


@pytest.mark.parametrize("kind", [".idx", ".pos", ".store"])
@pytest.mark.django_db(transaction=True)
def test_the_site_goes_on_and_its_worker_builds_the_index_anew(search_index, anonymous, settings, kind):
    inger = make_member("Inger")
    for number in range(30):
        make_idea(inger, title=f"Blåbærmåling {number}")
    drain()
    directory = settings.SEARCH["DIRECTORY"]
    damage(directory, kind)
    grow_old(directory)
    engine.cache_clear()
    for _time in range(2):
        assert anonymous.get("/sok/", {"q": "blåbærmåling ved sengen"}).status_code == 200
        assert anonymous.get("/api/search/", {"q": "blåbærmåling", "sorter": "nyest"}).status_code == 200
    make_idea(inger, title="Blåbærmåling til slutt")
    drain()
    if not is_stale():
        call_command("search_rebuild")
    keep()
    assert engine().digests() == expected()
    assert anonymous.get("/api/search/", {"q": "blåbærmåling"}).json()["total"] == 31


def test_only_what_is_its_own_is_thrown_away(tmp_path):
    (tmp_path / "somebody").mkdir()
    (tmp_path / "notes.txt").write_text("keep")
    one = TantivyEngine(tmp_path)
    for _time in range(3):
        clear(one)
    assert {entry.name for entry in tmp_path.iterdir()} >= {"somebody", "notes.txt"}
    assert len([entry for entry in tmp_path.iterdir() if entry.is_dir()]) == 3
    assert not (tmp_path / BEGUN).exists()


@pytest.mark.parametrize("name", [b"\xff\xfe", b"../elsewhere", b""])
def test_a_name_that_is_none_names_no_index(tmp_path, name):
    one = TantivyEngine(tmp_path)
    clear(one)
    (tmp_path / LIVE).write_bytes(name)
    with pytest.raises(StaleIndex):
        ask(one, "sår")
    clear(one)
    assert ask(one, "sår").total == 0
