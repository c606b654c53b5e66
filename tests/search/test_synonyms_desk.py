"""Synonyms as editors write them, and what readers then find."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import caches
from django.test import Client

from search import steering
from search.drain import drain
from search.forms import SynonymForm
from search.models import Synonym
from tests.factories.articles import make_article
from tests.factories.people import make_member
from tests.home.desk import at_the_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

LIST, ADD = "/admin/snippets/search/synonym/", "/admin/snippets/search/synonym/add/"


def form(words, also="", instance=None):
    class Form(SynonymForm):
        class Meta:
            model = Synonym
            fields = ["words", "also"]

    return Form({"words": words, "also": also}, instance=instance)


def test_an_editor_adds_a_group_and_readers_find_what_means_the_same(anonymous):
    make_article(text="Elektroniske pasientjournaler i kommunen")
    drain()
    assert anonymous.get("/api/search/", {"q": "EPJ"}).json()["total"] == 0

    answer = at_the_desk().post(ADD, {"words": "EPJ\r\n\r\n elektronisk   pasientjournal ", "also": "journalføring"})

    assert answer.status_code == 302
    synonym = Synonym.objects.get()
    assert (synonym.words, synonym.also) == ("EPJ\nelektronisk pasientjournal", "journalføring")
    found = anonymous.get("/api/search/", {"q": "EPJ"}).json()
    assert found["total"] == 1
    assert "<mark>Elektroniske</mark> <mark>pasientjournaler</mark>" in found["hits"][0]["snippet"]


def test_a_change_and_a_deletion_are_met_at_once_with_kept_pages(anonymous, page_cache_on, transactional_db):
    make_article(text="Elektroniske pasientjournaler")
    drain()
    synonym = Synonym.objects.create(words="EPJ\nelektronisk pasientjournal")
    ask = lambda text: anonymous.get("/api/search/", {"q": text}).json()["total"]  # noqa: E731 - three times below
    assert (ask("EPJ"), ask("EPJ"), ask("DJ")) == (1, 1, 0)

    synonym.words = "DJ\nelektronisk pasientjournal"
    synonym.save()
    assert (ask("EPJ"), ask("DJ")) == (0, 1)
    synonym.delete()
    assert ask("DJ") == 0


@pytest.mark.parametrize(
    ("words", "also", "field", "told"),
    [
        ("", "", "words", "Fyll ut"),
        ("  \n ", "", "words", "Fyll ut"),
        ("EPJ", "", "words", "minst to ord"),
        ("EPJ\n%%", "", "words", "%%"),
        ("sykepleier\nSykepleierne", "", "words", "sykepleier"),
        ("epj\nEPJ", "", "words", "epj"),
        ("EPJ\njournal", "journalen", "also", "journal"),
        ("EPJ\n" + "a" * 61, "", "words", "60"),
        ("\n".join(f"ord{number}" for number in range(21)), "", "words", "20"),
        ("resept\nEPJer", "", None, None),
        ("vakt", "skift", None, None),
    ],
)
def test_what_the_search_cannot_use_is_refused(words, also, field, told):
    errors = form(words, also).errors
    assert set(errors) == ({field} if field else set())
    assert field is None or told in str(errors)


def test_a_word_stands_in_one_group_only():
    kept = Synonym.objects.create(words="EPJ\nelektronisk pasientjournal")

    assert "EPJ = elektronisk pasientjournal" in str(form("elektroniske pasientjournaler\njournal").errors)
    assert form("journal\nmappe", "EPJ").is_valid()
    assert form("EPJ\nelektronisk pasientjournal\nDJ", instance=kept).is_valid()


def test_a_new_group_begins_with_the_word_one_came_for():
    html = at_the_desk().get(ADD, {"words": '"><b>hjelpemiddel'}).text
    assert "&gt;&lt;b&gt;hjelpemiddel</textarea>" in html
    assert at_the_desk("editor", "Kari").get(ADD, {"words": "x" * 5000}).text.count("x" * 201) == 0


@pytest.mark.parametrize(("role", "may"), [("editor", True), ("administrator", True), ("moderator", False)])
def test_who_keeps_the_synonyms(role, may):
    client, synonym = at_the_desk(role), Synonym.objects.create(words="EPJ\njournal")
    addresses = [LIST, ADD, f"{LIST}edit/{synonym.pk}/", f"{LIST}delete/{synonym.pk}/", f"{LIST}history/{synonym.pk}/"]
    assert [client.get(one).status_code == 200 for one in addresses] == [may] * len(addresses)
    client.post(f"{LIST}delete/{synonym.pk}/")
    assert Synonym.objects.exists() is not may


def test_members_and_visitors_never_meet_the_screens(signed_in):
    for client in (Client(), signed_in(make_member("Inger"))):
        assert client.get(LIST).status_code in (302, 403)
        assert client.post(ADD, {"words": "EPJ\njournal"}).status_code in (302, 403)
    assert not Synonym.objects.exists()


def test_the_list_can_be_searched():
    Synonym.objects.create(words="EPJ\njournal", also="arkiv")
    Synonym.objects.create(words="vakt\nskift")
    html = at_the_desk().get(LIST, {"q": "arkiv"}).text
    assert "EPJ = journal" in html
    assert "vakt = skift" not in html


@pytest.mark.parametrize("groups", [0, 1, 3, 20])
def test_however_many_groups_there_are_the_database_is_asked_once(groups, django_assert_num_queries):
    Synonym.objects.bulk_create(Synonym(words=f"ord{number}\nannet{number}") for number in range(groups))
    with django_assert_num_queries(1):
        assert steering.synonyms().of("ord0") == (("annet0",) if groups else ())


def test_the_database_is_not_asked_again_until_something_changes(
    page_cache_on, transactional_db, django_assert_num_queries
):
    Synonym.objects.create(words="vakt\nskift")
    steering.synonyms()
    with django_assert_num_queries(0):
        for _time in range(3):
            assert steering.synonyms().of("vakter") == ("skift",)
    Synonym.objects.update(words="vakt\nturnus")
    assert steering.synonyms().of("vakt") == ("turnus",)


def test_a_cache_that_is_away_costs_a_query_and_nothing_else(page_cache_on, monkeypatch):
    Synonym.objects.create(words="vakt\nskift")
    monkeypatch.setattr(caches["page_queries"], "get", lambda *args, **kwargs: 1 / 0)
    assert steering.synonyms().of("vakt") == ("skift",)


def test_a_site_begins_with_a_list_that_editors_could_have_written():
    import_module("search.migrations.0002_starting_synonyms").give(apps, None)

    synonyms = list(Synonym.objects.order_by("pk"))
    assert len(synonyms) >= 40
    for one in synonyms:
        assert form(one.words, one.also, instance=one).errors == {}, one
    known = steering.synonyms()
    assert "elektronisk pasientjournal" in known.of("EPJ")
    assert "EPJ" in known.of("elektroniske pasientjournaler")


def test_what_editors_have_made_of_the_list_stays():
    Synonym.objects.create(words="vakt\nskift")
    import_module("search.migrations.0002_starting_synonyms").give(apps, None)
    assert Synonym.objects.count() == 1
