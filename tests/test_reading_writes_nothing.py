"""Reading changes nothing: no GET of any address writes to the database, but the audit of what was refused."""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.changes import CHANGE
from tests.factories.events import register
from tests.factories.everything import addresses_of, make_everything
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
REFUSALS = ("core_auditentry",)

with (Path(settings.ROOT) / "tests" / "addresses.csv").open() as file:
    OWN = [row["address"] for row in csv.DictReader(file) if row["address"].startswith("/")]


@pytest.fixture
def world(search_index):
    world = make_everything()
    world.bente = make_member("Bente", "Nord kommune")
    register(world.event, world.bente)
    return world


def filled(address, world):
    """Return an address with a thing of its room in the place of its parameter."""
    things = {"/arrangementer/": world.event, "/erfaringer/": world.experience, "/innovasjon/": world.idea}
    things |= {"/trader/innlegg/": world.comment, "/trader/": world.thread, "/min-side/utkast/": world.idea}
    thing = next((one for start, one in things.items() if address.startswith(start)), world.idea)
    address = address.replace("<id:pk>", str(thing.pk)).replace("<id:page_pk>", str(world.thread.pk))
    return address.replace("^media/(?P<path>.*)$", "media/finnes-ikke.png")


def writes(client, address):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code < 500, address
    changes = [CHANGE.match(query["sql"]) for query in queries]
    return [(address, change[0]) for change in changes if change and change[1] not in REFUSALS]


@pytest.mark.parametrize("reader", ["nobody", "a member", "the author"])
def test_no_reading_writes_to_the_database(reader, world, signed_in, page_cache_on):
    client = {
        "nobody": Client,
        "a member": lambda: signed_in(world.bente),
        "the author": lambda: signed_in(world.inger),
    }
    client = client[reader]()
    addresses = [*addresses_of(world), *(filled(address, world) for address in OWN)]
    assert [one for address in addresses for one in writes(client, address)] == []
    assert [one for address in addresses[::5] for one in writes(client, address)] == []
