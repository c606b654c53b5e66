"""What it takes to make another kind of thing findable: one adapter, and nothing that is changed in search/."""

from __future__ import annotations

import inspect
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured

from arena.models import IdeaPage
from core import journal, search_registry
from core.access import MEMBERS, OPEN
from core.choices import TermKind
from core.models import SentForm, Term
from core.search_registry import Adapter, SearchDocument, facets
from search.drain import drain, engine, expected, rebuild
from tests.factories.articles import make_theme
from tests.factories.people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

LONGEST = 25  # lines that say something


class TermAdapter(Adapter):
    model = Term
    kinds = {"word": "Fagord"}

    def findable(self):
        return Term.objects.filter(kind=TermKind.THEME)

    def visible_to(self, user):
        return self.findable() if user and user.is_authenticated else self.findable().exclude(name__contains="Skjult")

    def document(self, one):
        return SearchDocument(
            uid=f"term:{one.pk}",
            kind="word",
            language="nb",
            title=one.name,
            body=f"Et fagord som heter {one.name}.",
            url=f"/fagord/{one.slug}/",
            access_key=MEMBERS if "Skjult" in one.name else OPEN,
            facets=facets(themes=[one]),
        )


class FormAdapter(Adapter):
    """Of things whose keys are no numbers."""

    model = SentForm
    kinds = {"form": "Skjema"}
    as_saved = True

    def findable(self):
        return SentForm.objects.all()

    def visible_to(self, user):
        return self.findable()

    def document(self, one):
        return SearchDocument(f"{self.name}:{one.pk}", "form", "nb", "Kvernskjema", "", one.answer, OPEN)


@pytest.fixture
def adapters(monkeypatch):
    """Those of the site; what a test registers is forgotten after it."""
    monkeypatch.setattr(search_registry, "_adapters", dict(search_registry.adapters()))


@pytest.fixture
def words(adapters):
    search_registry.register(TermAdapter())
    made = [make_theme(name, name.lower().replace(" ", "-")) for name in ("Kvernsteinen", "Skjult Kvernstein")]
    journal.search_changed(*map(journal.uid_of, made))
    drain()
    return made


@pytest.mark.parametrize("adapter", search_registry.adapters().values(), ids=lambda adapter: adapter.name)
def test_no_adapter_is_long(adapter):
    lines = [line for line in inspect.getsource(type(adapter)).splitlines() if line.strip()]
    assert len(lines) <= LONGEST
    assert adapter.kinds


def test_what_is_registered_is_found_named_and_counted(words, anonymous, signed_in):
    answer = anonymous.get("/api/search/", {"q": "kvernstein"}).json()
    assert [(hit["kind"], hit["url"]) for hit in answer["hits"]] == [("word", "/fagord/kvernsteinen/")]
    assert answer["facets"]["type"] == [{"value": "word", "label": "Fagord", "count": 1}]
    assert answer["facets"]["tema"][0]["label"] == "Kvernsteinen"
    assert signed_in(make_member()).get("/api/search/", {"q": "kvernstein", "type": "word"}).json()["total"] == 2
    assert "Fagord" in anonymous.get("/sok/", {"q": "kvernstein"}).text
    suggested = anonymous.get("/api/search/suggest/", {"q": "kvernst"}).json()["suggestions"]
    assert suggested == [{"text": "kvernsteinen"}]


def test_what_is_registered_is_rebuilt_and_goes_when_it_is_deleted(words, anonymous):
    rebuild()
    assert engine().digests() == expected()
    assert f"term:{words[0].pk}" in expected()
    words[0].delete()
    drain()
    assert anonymous.get("/api/search/", {"q": "kvernstein"}).json()["total"] == 0
    assert engine().digests() == expected()


@pytest.mark.usefixtures("adapters")
def test_keys_need_not_be_numbers(anonymous, monkeypatch):
    monkeypatch.setattr(search_registry, "BATCH", 2)
    search_registry.register(FormAdapter())
    made = [SentForm.objects.create(key=uuid4(), user_id=1, answer=f"/skjema/{number}/") for number in range(5)]

    def found():
        hits = anonymous.get("/api/search/", {"q": "kvernskjema", "type": "form"}).json()["hits"]
        return sorted(hit["url"] for hit in hits)

    assert found() == []
    drain()
    assert found() == [one.answer for one in made]
    made[0].delete()
    assert found() == [one.answer for one in made[1:]]
    rebuild()
    assert found() == [one.answer for one in made[1:]]
    assert engine().digests() == expected()


class WordAdapter(TermAdapter):
    name = "word"


class IdeaAdapter(TermAdapter):
    model = IdeaPage


@pytest.mark.usefixtures("adapters")
@pytest.mark.parametrize(
    ("adapter", "message"), [(WordAdapter, "must be called 'term'"), (IdeaAdapter, "two .* 'page'")]
)
def test_what_nobody_would_learn_the_changes_of_is_refused(adapter, message):
    with pytest.raises(ImproperlyConfigured, match=message):
        search_registry.register(adapter())
