"""What was measured beside what may be, and beside what it was the last time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

KEPT = Path(__file__).resolve().parents[2] / "docs" / "bench.json"


@dataclass(frozen=True)
class Result:
    """One row: `ratio` is the cost over that of `beside`, `most` the bound, None where there is none."""

    name: str
    milliseconds: float
    ratio: float
    beside: str
    most: float | None

    @property
    def holds(self) -> bool:
        return self.most is None or self.ratio <= self.most


def kept() -> dict[str, float]:
    """Return the ratios of the run that was kept last, by name."""
    return json.loads(KEPT.read_text(encoding="utf-8"))["ratios"] if KEPT.exists() else {}


def keep(results: Sequence[Result], *, day: str, rounds: int) -> None:
    ratios = {one.name: round(one.ratio, 2) for one in results}
    text = json.dumps({"day": day, "rounds": rounds, "ratios": ratios}, indent=2, ensure_ascii=False)
    KEPT.write_text(text + "\n", encoding="utf-8")


def lines(results: Sequence[Result], last: Mapping[str, float]) -> list[str]:
    """Return the table as text, a line for each row."""
    rows = [("", "CPU ms", "ratio", "bound", "last time", "beside")]
    for one in results:
        bound = "" if one.most is None else f"{one.most:g}"
        before = f"{last[one.name]:.1f}" if one.name in last else ""
        mark = "" if one.holds else "  <-- too much"
        rows.append((one.name, f"{one.milliseconds:.2f}", f"{one.ratio:.1f}", bound, before, one.beside + mark))
    return [
        f"{name:<34}{ms:>8}{ratio:>8}{bound:>7}{last:>11}  {beside}" for name, ms, ratio, bound, last, beside in rows
    ]
