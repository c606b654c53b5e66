"""What only the embedded engine must do: an index in a directory that may be old, broken or away."""

from __future__ import annotations

import pytest

from search.engines.base import StaleIndex, clear
from search.engines.tantivy_directory import VERSION_FILE
from search.engines.tantivy_engine import TantivyEngine
from search.engines.tantivy_generations import LIVE
from search.query import Query

from .documents import OPEN, ask, document, store


def folder(directory):
    """Return where the index that is searched lies."""
    return directory / (directory / LIVE).read_text()


def test_an_index_that_is_missing_old_or_broken_must_be_built(tmp_path):
    directory = tmp_path / "index"
    engine = TantivyEngine(directory)
    clear(engine)
    with pytest.raises(StaleIndex):
        TantivyEngine(tmp_path / "none").search(Query(access_keys=OPEN))
    (folder(directory) / VERSION_FILE).write_text("0.0")
    for act in (
        lambda: ask(engine, "a"),
        lambda: store(engine, document(1)),
        lambda: engine.suggest("a"),
        engine.digests,
    ):
        with pytest.raises(StaleIndex):
            act()
    clear(engine)
    store(engine, document(1, "sår"))
    (folder(directory) / "meta.json").write_text("{")
    with pytest.raises(StaleIndex):
        ask(TantivyEngine(directory), "sår")
    broken = TantivyEngine(directory)
    clear(broken)
    assert ask(broken, "sår").total == 0
