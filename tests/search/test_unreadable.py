"""What no document can be made of: it is named, found by nobody, and keeps nothing else out of the index."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction

from core import journal, search_registry
from core.models import SearchChange, Term
from search.drain import drain, engine, expected, rebuild
from tests.factories.articles import make_theme

from .test_new_kind import TermAdapter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


class FaultyAdapter(TermAdapter):
    """One whose `fault` meets whoever reads the term `Kvernstein`."""

    as_saved = True

    def __init__(self):
        self.fault = lambda document: document

    def document(self, one):
        document = super().document(one)
        return self.fault(document) if one.name == "Kvernstein" else document


def raising(error):
    def fault(document):
        raise error

    return fault


def holding(name, value):
    def fault(document):
        object.__setattr__(document, name, value)
        return document

    return fault


FAULTS = [
    raising(ValueError("no such chapter")),
    raising(Term.DoesNotExist()),
    holding("title", None),
    holding("body", "\ud800"),
    holding("uid", "word:1"),
]


@pytest.fixture
def adapter(monkeypatch):
    monkeypatch.setattr(search_registry, "_adapters", dict(search_registry.adapters()))
    return search_registry.register(FaultyAdapter())


@pytest.fixture
def words(adapter):
    """Three that are stored, in the middle the one that will be faulty."""
    made = [make_theme(name, name.lower()) for name in ("Bryne", "Kvernstein", "Slipestein")]
    drain()
    return made


def change(words):
    journal.search_changed(*map(journal.uid_of, words))
    drain()


def stored(words):
    uids = engine().digests()
    return [one for one in words if f"term:{one.pk}" in uids]


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_taken_out_and_the_rest_goes_on(words, adapter, anonymous, caplog, fault):
    adapter.fault = fault
    Term.objects.filter(pk=words[2].pk).update(name="Slipesteinen")
    change(words)

    assert not SearchChange.objects.exists()
    assert f"term:{words[1].pk} cannot be read" in caplog.text
    assert caplog.records[-1].exc_info
    assert (
        anonymous.get("/api/search/", {"q": "slipesteinen"}).json()["hits"][0]["title"] == "<mark>Slipesteinen</mark>"
    )
    assert stored(words) == [words[0], words[2]]
    rebuild()
    assert stored(words) == [words[0], words[2]]


@pytest.mark.django_db(transaction=True)
def test_it_can_be_saved(words, adapter):
    adapter.fault = raising(ValueError)
    with transaction.atomic():
        words[1].save()
    assert not SearchChange.objects.exists()
    assert words[1] not in stored(words)


def test_it_is_named_when_the_index_is_verified_and_found_when_it_can_be_read(words, adapter, capsys):
    uid, adapter.fault = f"term:{words[1].pk}", raising(ValueError)
    with pytest.raises(CommandError, match="1 of .* all but the unreadable"):
        call_command("search_verify", "--repair")
    assert f"tantivy: unreadable: {uid}" in capsys.readouterr().out.splitlines()
    assert uid not in engine().digests()
    call_command("search_rebuild")

    adapter.fault = lambda document: document
    call_command("search_verify", "--repair")
    assert engine().digests() == expected()
    assert uid in expected()


def test_what_the_database_does_not_tell_is_not_taken_out(words, adapter, caplog):
    adapter.fault = raising(OperationalError("the connection is closed"))
    change(words)
    assert "The index of tantivy is not up to date" in caplog.text
    assert stored(words) == words
    assert SearchChange.objects.count() == len(words)

    with pytest.raises(CommandError, match="the connection is closed"):
        call_command("search_rebuild")
    with pytest.raises(CommandError, match="cannot be compared"):
        call_command("search_verify", "--repair")
    assert stored(words) == words
