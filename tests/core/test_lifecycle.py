from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from arena.models import IdeaPage
from core import search_registry
from core.models import AuditEntry, EventEntry, PageState, SearchChange, Term
from home.models import ArticleIndexPage, ArticlePage
from home.worker import publish_scheduled
from tests.factories.arena import make_idea
from tests.factories.people import make_member, organisation_of
from tests.factories.threads import make_comment
from threads.models import ThreadIndexPage

pytestmark = pytest.mark.django_db
KEPT = [AuditEntry, EventEntry, SearchChange]


@pytest.fixture
def inger():
    return make_member("Inger")


@pytest.fixture
def idea(inger):
    page = make_idea(inger)
    forget()
    return page


def forget():
    for model in KEPT:
        model.objects.all()._raw_delete("default")


def rows():
    """What was written since `forget()`: actions, kinds and uids."""
    return (
        sorted(AuditEntry.objects.values_list("action", flat=True)),
        sorted(EventEntry.objects.values_list("kind", flat=True)),
        sorted(set(SearchChange.objects.values_list("uid", flat=True))),
    )


def uid(page):
    return f"page:{page.pk}"


def test_publishing_leaves_audit_event_and_search_rows(idea, inger):
    idea.title = "Ny tittel"
    PublishRevisionAction(idea.save_revision(user=inger), user=inger).execute(skip_permission_checks=True)

    assert rows() == (["wagtail.publish", "wagtail.rename"], ["published"], [uid(idea)])
    entry, event = AuditEntry.objects.get(action="wagtail.publish"), EventEntry.objects.get()
    assert (entry.actor_name, entry.object_uid, entry.object_name) == ("Inger", uid(idea), "Ny tittel")
    assert (event.actor_id, event.organisation_id) == (inger.pk, organisation_of(inger).pk)
    assert event.data == {"first": False, "revision": idea.latest_revision_id, "access_key": "open"}


def test_the_first_publishing_is_told_as_the_first(inger):
    make_idea(inger, published=False)
    forget()
    IdeaPage.objects.get().get_latest_revision().publish(skip_permission_checks=True)
    assert EventEntry.objects.get().data["first"]


def test_a_draft_tells_nobody_and_is_not_found(inger):
    forget()
    make_idea(inger, published=False)
    assert rows() == (["wagtail.create"], [], [])


def test_unpublishing_leaves_its_rows(idea, inger):
    UnpublishPageAction(idea, user=inger).execute(skip_permission_checks=True)
    assert rows() == (["wagtail.unpublish"], ["unpublished"], [uid(idea)])


def test_unpublishing_takes_the_comments_along(idea, inger):
    comment = make_comment(idea, inger)
    forget()
    UnpublishPageAction(idea, user=inger).execute(skip_permission_checks=True)
    assert rows()[2] == sorted([uid(idea), f"comment:{comment.pk}"])


def test_moving_leaves_its_rows_for_everything_below():
    article = add_article(ArticleIndexPage.objects.originals().get(slug="bibliotek"))
    chapter = add_article(article)
    forget()

    article.move(ArticleIndexPage.objects.originals().get(slug="om"), pos="last-child")

    assert rows() == (["wagtail.move"], [], sorted([uid(article), uid(chapter)]))
    assert Page.objects.get(pk=chapter.pk).url_path.startswith("/forside/om/")


def test_a_new_slug_leaves_rows_for_everything_below(inger, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(search_registry, "_drain", [])
    article = add_article(ArticleIndexPage.objects.originals().get(slug="bibliotek"))
    chapter = add_article(article)
    forget()

    article.slug = "nytt-navn"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision(user=inger).publish(skip_permission_checks=True)

    assert rows()[2] == sorted([uid(article), uid(chapter)])


def add_article(parent):
    return parent.add_child(instance=ArticlePage(title="Artikkel", language="nb"))


def test_an_old_address_leads_to_the_new_one(anonymous, django_capture_on_commit_callbacks):
    article = add_article(ArticleIndexPage.objects.originals().get(slug="bibliotek"))
    chapter = add_article(article)
    article.slug = "nytt-navn"
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish(skip_permission_checks=True)

    for old, new in [("artikkel", "nytt-navn"), ("artikkel/artikkel", "nytt-navn/artikkel")]:
        response = anonymous.get(f"/bibliotek/{old}/")
        assert (response.status_code, response.url) == (301, f"/bibliotek/{new}/")
        assert anonymous.get(response.url).status_code == 200
    assert chapter.get_parent().slug == "nytt-navn"


def test_deleting_leaves_its_rows_for_everything_below(idea, inger):
    comment = make_comment(idea, inger)
    forget()

    DeletePageAction(idea, user=inger).execute(skip_permission_checks=True)

    assert rows() == (["wagtail.delete"], ["unpublished"], sorted([uid(idea), f"comment:{comment.pk}"]))
    assert not PageState.objects.filter(pk=idea.pk).exists()
    assert AuditEntry.objects.get().object_name == idea.title


def test_deleting_a_section_of_articles_takes_the_chapters_out_of_the_search():
    article = add_article(ArticleIndexPage.objects.originals().get(slug="bibliotek"))
    chapter = add_article(article)
    forget()
    article.delete()
    assert rows()[2] == sorted([uid(article), uid(chapter)])


def test_publishing_in_the_future_waits_and_then_leaves_its_rows(inger, time_machine):
    page = make_idea(inger, published=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=inger).publish(user=inger, skip_permission_checks=True)
    forget()
    publish_scheduled()
    assert rows() == ([], [], [])
    assert not IdeaPage.objects.visible_to(None).exists()

    time_machine.move_to(timezone.now() + timedelta(hours=2))
    publish_scheduled()

    assert rows() == (["wagtail.publish.scheduled"], ["published"], [uid(page)])
    assert IdeaPage.objects.visible_to(None).exists()


def test_a_page_that_expires_leaves_its_rows(idea, inger, time_machine):
    idea.expire_at = timezone.now() + timedelta(hours=1)
    idea.save_revision(user=inger).publish(user=inger, skip_permission_checks=True)
    forget()
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    publish_scheduled()

    assert rows()[1:] == (["unpublished"], [uid(idea)])
    assert not IdeaPage.objects.visible_to(None).exists()


def test_snippets_of_ours_leave_audit_rows_too():
    Term.objects.create(kind="theme", name="Natt", slug="natt")
    forget()
    log(instance=Term.objects.get(), action="wagtail.edit")
    assert AuditEntry.objects.get().object_uid == f"term:{Term.objects.get().pk}"


def test_every_new_page_has_a_state_of_its_own(inger):
    page = ThreadIndexPage.objects.originals().get()
    state = PageState.objects.get(pk=page.pk)
    assert (state.access_key, state.author_id, state.withdrawn_at) == ("open", None, None)
    draft = make_idea(inger, published=False, access_key="members")
    assert (draft.state.access_key, draft.state.author) == ("members", inger)
