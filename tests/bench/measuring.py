"""Processor time of one request, in rounds that take turns, so that a busy moment meets every row."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .servers import Server
from .table import Result


@dataclass(frozen=True)
class Row:
    """An address at a server: `beside` names the row that its cost is told in, `most` how many times that it may be."""

    name: str
    server: Server
    path: str
    beside: str
    most: float | None = None
    requests: int = 20  # of one round
    headers: Mapping[str, str] = field(default_factory=dict)

    def round(self) -> float:
        """Return the milliseconds of a request, the mean of a round."""
        begun = self.server.cpu()
        for _request in range(self.requests):
            self.server.get(self.path, self.headers)
        return (self.server.cpu() - begun) / self.requests


def measure(rows: Sequence[Row], *, rounds: int, warm_up: int = 6) -> list[Result]:
    """Return a result for each row: the median over the rounds of its cost over that of what it stands beside.

    Both are taken in the same round, one after the other. The warm-up reaches both workers: the kernel lets them take
    turns, though not strictly.
    """
    for row in rows:
        for _request in range(warm_up):
            row.server.get(row.path, row.headers)
    taken = [{row.name: row.round() for row in rows} for _round in range(rounds)]
    return [
        Result(
            row.name,
            statistics.median(costs[row.name] for costs in taken),
            statistics.median(costs[row.name] / costs[row.beside] for costs in taken),
            row.beside,
            row.most,
        )
        for row in rows
    ]
