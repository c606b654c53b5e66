"""What every engine by itself keeps from those without the key: by key, and by what is known to be gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.query import FACETS

from .closed_things import secret
from .documents import OPEN, ask, document, store

KEYS = ("open", "members", "org:1", "org:12", "room:1", "room:12", "closed", "", "OPEN")
READERS = [frozenset({"open", *more}) for more in ((), ("members",), ("members", "org:1"), ("members", "room:12"))]
FIELDS = ("title", "body", "context")


@pytest.fixture
def held(engine):
    """Return the documents by their words: one for each key and field, with an organisation and a theme of its own."""
    documents = {}
    for key in KEYS:
        for field in FIELDS:
            words, number = secret(), len(documents)
            one = document(number, "Om", access_key=key, org=(f"org{number}",), tema=(f"tema{number}",))
            documents[words] = replace(one, **{field: words})
    store(engine, *documents.values())
    return documents


def told(engine, text, keys, hidden=frozenset()):
    """Return everything that is said to a text, but for the text itself."""
    page = ask(engine, text, keys, hidden=hidden)
    suggested = [one for length in range(5, 10) for one in engine.suggest(text[:length], hidden=hidden)]
    return page.total, page.hits, dict(page.facets), page.corrected, suggested


def slip(word):
    return f"{word[:4]}{word[5]}{word[4]}{word[6:]}"


@pytest.mark.parametrize("keys", READERS, ids=lambda keys: "+".join(sorted(keys)))
def test_each_key_opens_its_own_documents_and_no_other(engine, held, keys):
    nothing = told(engine, secret(), keys)
    assert nothing == (0, (), dict.fromkeys(FACETS, ()), None, [])
    for word, one in held.items():
        if one.access_key in keys:
            assert [hit.document for hit in ask(engine, word, keys).hits] == [one]
        else:
            assert told(engine, word, keys) == told(engine, slip(word), keys) == nothing
    listed = ask(engine, "", keys, limit=100)
    mine = [one for one in held.values() if one.access_key in keys]
    assert sorted(hit.uid for hit in listed.hits) == sorted(one.uid for one in mine)
    assert {value for value, _count in listed.facets["org"]} == {one.facets["org"][0] for one in mine}


def test_what_is_hidden_is_as_if_it_were_not_there(engine, held):
    gone = {word: one for word, one in held.items() if one.access_key == "open"}
    assert ask(engine, "om").total == len(gone) - 1
    hidden = frozenset(one.uid for one in gone.values())
    for word in gone:
        assert told(engine, word, OPEN, hidden) == told(engine, slip(word), OPEN, hidden) == told(engine, "zzz", OPEN)
    assert ask(engine, "", hidden=hidden).total == 0
    [first, *_others] = gone.values()
    assert ask(engine, "", hidden=frozenset({first.uid, "page:999"})).total == len(gone) - 1
