import pytest
from django.contrib.auth.models import AnonymousUser

from core.related import MOST, related_to
from tests.factories.arena import make_idea
from tests.factories.articles import make_theme
from tests.factories.cases import make_experience
from tests.factories.people import make_member
from tests.factories.threads import make_thread

pytestmark = pytest.mark.django_db


def under(page, *themes):
    page.themes.set(themes)
    page.save()
    return page


def titles(page, reader=None):
    return [one.title for one in related_to(page, reader or AnonymousUser())]


def test_what_shares_most_themes_comes_first_whatever_it_is():
    author, wounds, nights = make_member(), make_theme("Sår", "sar"), make_theme("Natt", "natt")
    page = under(make_idea(author, title="Siden"), wounds, nights)
    under(make_thread(author, title="Om sår"), wounds)
    under(make_experience(author, title="Om begge"), wounds, nights)
    under(make_idea(author, title="Om natt"), nights)
    make_idea(author, title="Om noe annet")

    assert titles(page) == ["Om begge", "Om natt", "Om sår"]
    assert titles(make_idea(author, title="Uten tema")) == []


def test_what_one_may_not_read_is_not_there():
    author, theme = make_member(), make_theme("Sår", "sar")
    page = under(make_idea(author, title="Siden"), theme)
    under(make_idea(author, title="For medlemmer", access_key="members"), theme)

    assert titles(page) == []
    assert titles(page, author) == ["For medlemmer"]


@pytest.mark.parametrize("count", [1, 12])
def test_it_costs_the_same_however_much_there_is(count, django_assert_num_queries):
    author, theme = make_member(), make_theme("Sår", "sar")
    page = under(make_idea(author, title="Siden"), theme)
    for number in range(count):
        under(make_thread(author, title=f"Tråd {number}"), theme)

    with django_assert_num_queries(3):
        assert len(titles(page)) == min(count, MOST)
