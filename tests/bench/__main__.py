"""`make bench`: what pages cost in times of a bare Django answer under the same server; 1 if a bound does not hold."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from . import table
from .measuring import Row, measure
from .servers import Server, serving
from .world import ROOT, World

HOT, PAGE, LIST, SEARCH, LONGER = 2, 40, 60, 60, 2  # bounds, in times of what a row stands beside
FEW, MANY = 100, 10_000  # ideas
HOT_SETTINGS, COLD_SETTINGS = "settings.demo", "tests.bench.cold"


@dataclass(frozen=True)
class Servers:
    """The same world twice: `hot` keeps pages, `cold` makes everything anew."""

    hot: Server
    cold: Server


def member(at: Mapping[str, str]) -> dict[str, str]:
    return {"Cookie": f"sessionid={at['session']}"}


def rows(hello: Server, site: Servers, at: Mapping[str, str]) -> list[Row]:
    """Return what is told in times of a bare answer."""
    bare = Row("bare answer", hello, "/", "bare answer", requests=100)
    hot, cold, signed_in = site.hot, site.cold, member(at)
    return [
        bare,
        Row("front page, hot", hot, "/", bare.name, HOT, 100),
        Row("detail, hot", hot, at["idea"], bare.name, HOT, 100),
        Row("front page, cold", cold, "/", bare.name, PAGE),
        Row("detail, cold", cold, at["idea"], bare.name, PAGE),
        Row("list of 20, cold", cold, "/innovasjon/", bare.name, LIST),
        Row("list of 20 in nynorsk, cold", cold, "/nn/innovasjon/", bare.name, LIST),
        Row("search, cold", cold, "/sok/?q=medisindispenser", bare.name, SEARCH),
        Row("thread of 200, cold", cold, at["thread"], bare.name),
        Row("front page, member", hot, "/", bare.name, headers=signed_in),
        Row("list of 20, member", hot, "/innovasjon/", bare.name, headers=signed_in),
        Row("detail, member", hot, at["idea"], bare.name, headers=signed_in),
        Row("my page, member", hot, "/min-side/", bare.name, headers=signed_in),
    ]


def long_rows(short: Servers, long: Servers, at: Mapping[str, str], far: Mapping[str, str]) -> list[Row]:
    """Return the list of ideas among many beside the same among few.

    As a member meets it: whole pages are not kept for members, what a list finds and counts is. The first reader after
    a change of anything pays for it; what that costs is told without a bound.
    """
    addresses = {
        "list": "/innovasjon/",
        "list halfway down": "/innovasjon/?etter={cursor}",
        "list of one theme": "/innovasjon/?tema={theme}",
        "list by title": "/innovasjon/?sorter=tittel",
        "detail": "{idea}",
    }
    found = []
    for name, address in addresses.items():
        few, near, there = f"{name}, few ideas", address.format(**at), address.format(**far)
        found += [
            Row(few, short.hot, near, few, headers=member(at)),
            Row(f"{name}, many ideas", long.hot, there, few, LONGER, headers=member(far)),
        ]
    first = "list, few ideas, first reader"
    return [
        *found,
        Row(first, short.cold, "/innovasjon/", first, requests=5),
        Row("list, many ideas, first reader", long.cold, "/innovasjon/", first, requests=5),
    ]


def run(folder: Path, *, few: int, many: int, rounds: int) -> list[table.Result]:
    """Measure everything in worlds below `folder`, which are made or filled up first."""
    near, far = World(folder / f"ideas-{few}"), World(folder / f"ideas-{many}")
    at, far_at = near.fill(few), far.fill(many)
    print(near.manage("-m", "tests.bench.freshness"), flush=True)  # noqa: T201 - a command
    print(far.manage("-m", "tests.bench.rebuilding"), flush=True)  # noqa: T201 - a command
    with ExitStack() as stack:
        hello = stack.enter_context(serving("tests.bench.hello", {}))
        short, long = (
            Servers(
                *(
                    stack.enter_context(
                        serving("settings.wsgi", {**world.environment, "DJANGO_SETTINGS_MODULE": settings})
                    )
                    for settings in (HOT_SETTINGS, COLD_SETTINGS)
                )
            )
            for world in (near, far)
        )
        results = measure(rows(hello, short, at), rounds=rounds)
        return results + measure(long_rows(short, long, at, far_at), rounds=rounds)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--save", action="store_true", help="keep this run in docs/bench.json for the next to be told")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--few", type=int, default=FEW, help="ideas in the short list")
    parser.add_argument("--many", type=int, default=MANY, help="ideas in the long list")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench", help="where the worlds are kept")
    given = parser.parse_args(arguments)
    results = run(given.folder.resolve(), few=given.few, many=given.many, rounds=given.rounds)
    print("\n".join(table.lines(results, table.kept())), flush=True)  # noqa: T201 - a command
    if given.save:
        table.keep(results, day=f"{datetime.now(UTC):%Y-%m-%d}", rounds=given.rounds)
    return int(not all(one.holds for one in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
