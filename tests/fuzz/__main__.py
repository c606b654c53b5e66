"""`python -m tests.fuzz --seed N --requests 5000`: random requests to a small world in a database of its own."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections import Counter

import django


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--requests", type=int, default=5_000)
    given = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    logging.disable(logging.CRITICAL)
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return shoot(given.seed, given.requests)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
        teardown_test_environment()


def shoot(seed: int, requests: int) -> int:
    """Print each fault, and at the end how many answers there were of each kind; return 1 if there were faults."""
    from search.drain import engine
    from search.engines.base import clear
    from tests.fuzz.fuzzer import Fuzzer
    from tests.fuzz.world import build

    clear(engine())
    begun, statuses, faulty, world, answered = time.monotonic(), Counter(), 0, build(), set()
    for sent in Fuzzer(world, seed).run(requests):
        statuses[sent.status] += 1
        if sent.status < 400:
            answered.add(sent.row)
        if sent.faults:
            faulty += 1
            print(sent, flush=True)  # noqa: T201 - a command
    took = time.monotonic() - begun
    print(f"Seed {seed}: {requests} requests in {took:.0f} s, {faulty} with faults; {dict(sorted(statuses.items()))}")  # noqa: T201 - a command
    rows = {**world.paths, **world.account, **world.admin}
    print(f"{len(rows)} addresses; refused whatever was sent: {sorted(rows.keys() - answered)}")  # noqa: T201 - a command
    return int(bool(faulty))


if __name__ == "__main__":
    sys.exit(main())
