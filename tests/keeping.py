"""What tests of kept pages share: changes that are committed, and whether what is kept is what would be made now."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.test import Client

from core import page_cache
from search.drain import drain


def committed(change: Callable[..., Any], *args: Any) -> None:
    """Carry out a change as if it were committed: run what waits for that, and empty the outbox of the search."""
    connection.run_on_commit.clear()
    change(*args)
    drain()
    while connection.run_on_commit:
        hooks, connection.run_on_commit = connection.run_on_commit, []
        for _savepoints, hook, _robust in hooks:
            hook()


def answers(addresses: Iterable[str]) -> dict[str, Any]:
    """Return what somebody who is not signed in gets at each address; of what is refused, no more than that."""
    found = {}
    for address in addresses:
        response = Client().get(address)
        said = response.content if response.status_code == 200 else response.headers.get("Location")
        found[address] = (response.status_code, said)
    return found


def stale(addresses: Iterable[str]) -> list[str]:
    """Return those of `addresses` at which something else is given than what would be made now."""
    addresses = list(addresses)
    given = answers(addresses)
    page_cache.forget()
    made = answers(addresses)
    return [address for address in addresses if given[address] != made[address]]
