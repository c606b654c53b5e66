"""What a list finds and counts is kept for all who may read the same, until something changes."""

from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core import actions, page_cache
from core.access import organisation_key
from tests.factories.arena import make_idea
from tests.factories.people import make_member, organisation_of


@pytest.fixture
def committed(page_cache_on, monkeypatch):
    """Let what a test has made count as committed."""
    monkeypatch.setattr(page_cache, "connection", SimpleNamespace(in_atomic_block=False))


def ask(client, address="/innovasjon/"):
    """Return the page, and how often the database was asked for it."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    return response.text, len(asked)


@pytest.mark.django_db
def test_the_second_reader_costs_less_and_sees_the_same(committed, signed_in):
    inger = make_member("Inger")
    for number in range(22):
        make_idea(inger, title=f"Behov {number}")
    client = signed_in(inger)
    for address in ("/innovasjon/", "/innovasjon/?type=need&sorter=tittel"):
        first, before = ask(client, address)
        second, after = ask(client, address)
        assert first.partition("<main")[2] == second.partition("<main")[2]
        assert after <= before - 5


@pytest.mark.django_db
def test_each_reader_finds_what_their_keys_open(committed, signed_in):
    inger, arne = make_member("Inger", "Vest kommune"), make_member("Arne", "Øst kommune")
    make_idea(inger, title="Bare for Vest", access_key=organisation_key(organisation_of(inger).pk))
    colleague = make_member("Siri", organisation_of(inger))
    assert "Bare for Vest" in ask(signed_in(inger))[0]
    assert "Bare for Vest" not in ask(signed_in(arne))[0]
    assert "Bare for Vest" in ask(signed_in(colleague))[0]


@pytest.mark.django_db
def test_what_is_closed_is_not_shown_however_long_it_is_kept(committed, signed_in):
    inger = make_member("Inger")
    idea, client = make_idea(inger, title="Lukkes"), signed_in(inger)
    assert "Lukkes" in ask(client)[0]
    actions.withdraw_page(page=idea, actor=inger)
    assert "Lukkes" not in ask(client)[0]


@pytest.mark.django_db(transaction=True)
def test_a_change_is_seen_at_once(page_cache_on, signed_in):
    inger = make_member("Inger")
    client = signed_in(inger)
    with transaction.atomic():
        make_idea(inger, title="Det første")
    assert "Det første" in ask(client)[0]
    with transaction.atomic():
        make_idea(inger, title="Det andre")
    page = ask(client)[0]
    assert "Det andre" in page
    assert 'id="result-count" role="status">2 ' in page


@pytest.mark.django_db
def test_nothing_is_kept_of_what_may_be_taken_back(page_cache_on, signed_in):
    inger = make_member("Inger")
    client = signed_in(inger)
    ask(client)
    make_idea(inger, title="Ikke ferdig")
    assert "Ikke ferdig" in ask(client)[0]
