"""What the editor says of a page beside its text."""

import pytest
from django.utils.translation import override
from wagtail.coreutils import cautious_slugify

from core.access import MEMBERS, OPEN, audience_of
from core.models import PageState
from tests.factories.articles import make_article
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", [OPEN, MEMBERS])
def test_the_editor_says_who_may_read_and_offers_no_switch_that_does_nothing(key):
    article = make_article()
    PageState.objects.filter(pk=article.pk).update(access_key=key)

    editor = at_the_desk().get(f"/admin/pages/{article.pk}/edit/").text

    with override("nb"):
        readers = cautious_slugify(audience_of(key).label)
    assert f'id="status-sidebar-{readers}"' in editor
    assert "set-privacy" not in editor


def test_a_new_page_is_for_everyone():
    library = make_article().get_parent()

    new = at_the_desk().get(f"/admin/pages/add/home/articlepage/{library.pk}/").text

    assert 'id="status-sidebar-alle"' in new
