import pytest

from arena.models import IdeaPage
from core.models import AuditEntry, SearchChange
from tests.factories.arena import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def test_a_published_idea_is_visible_to_everyone_and_leaves_its_rows():
    idea = make_idea(make_member())

    assert list(IdeaPage.objects.visible_to(None)) == [idea]
    assert SearchChange.objects.filter(uid=f"page:{idea.pk}").exists()
    assert AuditEntry.objects.filter(
        object_uid=f"page:{idea.pk}", action="wagtail.publish", actor_name="Inger"
    ).exists()


def test_a_draft_is_visible_to_nobody():
    make_idea(make_member(), published=False)

    assert not IdeaPage.objects.visible_to(None).exists()
