"""That `make bench` measures what it says; the real run is too long for a test."""

import pytest

from tests.bench import table
from tests.bench.measuring import Row, measure
from tests.bench.servers import serving
from tests.bench.table import Result

pytestmark = pytest.mark.slow


def test_a_server_is_measured_in_times_of_another_row():
    with serving("tests.bench.hello", {}) as server:
        bare = Row("bare", server, "/", "bare", requests=20)
        again = Row("again", server, "/?a=b", "bare", most=1_000_000, requests=20)
        results = measure([bare, again], rounds=3, warm_up=4)
        with pytest.raises(RuntimeError, match="404"):
            server.get("/finnes-ikke/", {})
    assert [one.name for one in results] == ["bare", "again"]
    assert all(0 < one.milliseconds < 1000 for one in results)
    assert results[0].ratio == 1
    assert all(one.holds for one in results)
    assert server.process.poll() is not None


def test_the_table_tells_what_is_too_much_and_what_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "KEPT", tmp_path / "bench.json")
    held, broken = Result("hot", 0.8, 1.8, "bare answer", 2), Result("cold", 20.0, 44.4, "bare answer", 40)
    free = Result("thread", 50.0, 110.0, "bare answer", None)
    assert [one.holds for one in (held, broken, free)] == [True, False, True]
    assert table.kept() == {}
    table.keep([held, broken], day="2026-11-22", rounds=5)
    told = table.lines([held, broken, free], table.kept())
    assert "too much" in told[2]
    assert "44.4" in told[2]
    assert "too much" not in told[1] + told[3]
    assert told[1].split()[:5] == ["hot", "0.80", "1.8", "2", "1.8"]
