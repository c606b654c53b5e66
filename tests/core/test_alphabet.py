import pytest

from core.alphabet import sort_key
from core.models import PageState
from tests.factories.arena import make_idea
from tests.factories.people import make_member

IN_ORDER = ["Alta", "ÁVJOVÁRRI", "bo sammen", "Čohkka", "š-lyd", "Sår", "Zoom", "Ærlig", "Ørland", "ål", "Ås kommune"]


def test_the_norwegian_order():
    assert sorted(set(IN_ORDER), key=sort_key) == IN_ORDER


@pytest.mark.parametrize(("one", "other"), [("É", "e"), ("Ö", "ø"), ("A\u030a", "å"), ("STRASSE", "straße")])
def test_what_sorts_alike(one, other):
    assert sort_key(one) == sort_key(other)


@pytest.mark.django_db
def test_a_list_by_title_is_in_that_order(anonymous):
    inger = make_member("Inger")
    for title in reversed(IN_ORDER):
        make_idea(inger, title=title)
    page = anonymous.get("/innovasjon/?sorter=tittel")
    assert [item.title for item in page.context["listing"].items] == IN_ORDER


@pytest.mark.django_db
def test_a_new_title_sorts_anew():
    idea = make_idea(make_member("Inger"), title="Åpent")
    idea.title = "Lukket"
    idea.save_revision().publish()
    assert PageState.objects.get(pk=idea.pk).title_key == "lukket"
