"""`make bench`: what a page costs, as a ratio to a bare Django answer in the same process. Needs a loaded demo."""

from __future__ import annotations

import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")
django.setup()

from django.test import Client  # noqa: E402 - Django must be set up first

from threads.models import ThreadPage  # noqa: E402 - Django must be set up first

ROUNDS, EACH = 5, 20


def cpu_milliseconds(client: Client, address: str) -> float:
    """Return the CPU time of one request: the median over some rounds, after a warm-up."""
    for _request in range(3):
        assert client.get(address, headers={"host": "localhost"}).status_code == 200, address
    rounds = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        for _request in range(EACH):
            client.get(address, headers={"host": "localhost"})
        rounds.append((time.process_time() - begun) / EACH * 1000)
    return statistics.median(rounds)


def main() -> None:
    client = Client()
    thread = ThreadPage.objects.visible_to(None).order_by("-state__comment_count").first()
    addresses = {
        "bare answer": "/healthz",
        "front page": "/",
        "list of needs": "/innovasjon/",
        "list of events": "/arrangementer/",
        f"thread of {thread.state.comment_count}": thread.path_url,
        "search": "/sok/?q=medisindispenser",
        "search, JSON": "/api/search/?q=medisindispenser",
    }
    bare = None
    print(f"{'page':<20}{'CPU ms':>8}{'x bare':>8}")  # noqa: T201 - a command
    for name, address in addresses.items():
        cost = cpu_milliseconds(client, address)
        bare = bare or cost
        print(f"{name:<20}{cost:>8.2f}{cost / bare:>8.1f}")  # noqa: T201 - a command


main()
