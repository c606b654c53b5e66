import pytest
from wagtail.models import PageViewRestriction, WorkflowState

from arena.models import IdeaIndexPage, IdeaPage
from core import actions
from core.access import MEMBERS, OPEN, organisation_key
from core.choices import Audience
from core.models import AuditEntry, EventEntry, PageState, SearchChange
from tests.factories.arena import make_idea
from tests.factories.people import make_key_person, make_member, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def inger():
    return make_member("Inger")


@pytest.fixture
def newcomer():
    return make_member("Nils", verified=False)


def fresh(page):
    """The page as the next request meets it: its latest content, and its state as it is now."""
    return IdeaPage.objects.select_related("state").get(pk=page.pk).get_latest_revision_as_object()


def rows(page):
    uid = f"page:{page.pk}"
    audit = AuditEntry.objects.filter(object_uid=uid).order_by("pk").values_list("action", flat=True)
    events = EventEntry.objects.filter(object_uid=uid).order_by("pk").values_list("kind", flat=True)
    return list(audit), list(events), SearchChange.objects.filter(uid=uid).count()


def create(author, **fields):
    page = IdeaPage(title="Registrere målinger", **fields)
    organisation = organisation_of(author)
    return actions.create_page(
        parent=IdeaIndexPage.objects.originals().get(), page=page, author=author, organisation=organisation
    )


def test_a_new_page_is_a_draft_of_its_author_and_organisation(inger):
    page = create(inger)

    assert (page.live, page.owner, page.state.author) == (False, inger, inger)
    assert (page.state.organisation, page.state.access_key) == (organisation_of(inger), OPEN)
    assert page.slug.startswith("registrere-malinger-")
    assert page.latest_revision.user == inger
    assert rows(page) == (["wagtail.create"], [], 0)


def test_what_the_browser_says_of_state_is_not_listened_to(inger):
    page = create(inger, live=True, owner=make_member("Bente"), has_unpublished_changes=False, slug="admin")
    assert (page.live, page.owner, page.has_unpublished_changes) == (False, inger, True)
    assert page.slug != "admin"


def test_equal_titles_make_pages_of_their_own(inger):
    assert len({create(inger).slug for _number in range(5)}) == 5


def test_a_draft_changes_nothing_that_is_published(inger):
    idea = make_idea(inger, title="Før")
    idea = fresh(idea)
    idea.title = "Etter"

    revision = actions.save_draft(page=idea, editor=inger, seen_revision=idea.latest_revision_id)

    live = IdeaPage.objects.get(pk=idea.pk)
    assert (live.title, live.draft_title, live.has_unpublished_changes) == ("Før", "Etter", True)
    assert live.latest_revision == revision
    assert rows(idea)[0] == ["wagtail.create", "wagtail.publish", "wagtail.edit"]
    assert rows(idea)[1:] == (["published"], 1)


@pytest.mark.parametrize("seen", [None, 0, -1, 2**63 - 1])
def test_a_draft_that_began_with_something_else_is_refused(inger, seen):
    idea = make_idea(inger)
    with pytest.raises(actions.EditConflict):
        actions.save_draft(page=fresh(idea), editor=inger, seen_revision=seen)
    assert idea.revisions.count() == 1


def test_the_second_of_two_editors_is_refused(inger):
    idea = make_idea(inger)
    one, other = fresh(idea), fresh(idea)
    actions.save_draft(page=one, editor=inger, seen_revision=one.latest_revision_id)

    with pytest.raises(actions.EditConflict):
        actions.save_draft(page=other, editor=inger, seen_revision=other.latest_revision_id)
    assert idea.revisions.count() == 2


def test_the_revision_of_another_page_is_no_beginning(inger):
    idea, other = make_idea(inger), make_idea(inger)
    with pytest.raises(actions.EditConflict):
        actions.save_draft(page=fresh(idea), editor=inger, seen_revision=other.latest_revision_id)


def test_a_page_that_waits_for_a_moderator_is_locked_for_its_organisation(newcomer):
    page = create(newcomer)
    actions.send_to_review(page=page, author=newcomer, access_key=OPEN)
    page = fresh(page)

    for editor in (newcomer, make_key_person("Bente")):
        with pytest.raises(actions.PageLocked):
            actions.save_draft(page=page, editor=editor, seen_revision=page.latest_revision_id)
    assert page.revisions.count() == 1


def test_publishing_opens_the_page_to_whom_it_is_meant_for(inger):
    page = create(inger)
    before = page.state.last_activity_at

    actions.publish_page(page=page, publisher=inger, access_key=MEMBERS)

    state = PageState.objects.get(pk=page.pk)
    assert IdeaPage.objects.visible_to(inger).get() == page
    assert not IdeaPage.objects.visible_to(None).exists()
    assert (state.access_key, state.submitted_at, state.withdrawn_at) == (MEMBERS, None, None)
    assert state.last_activity_at > before
    assert rows(page) == (["wagtail.create", "wagtail.publish"], ["published"], 1)


def test_publishing_twice_is_published_once_more_and_still_one_page(inger):
    idea = make_idea(inger)
    first = idea.first_published_at
    actions.publish_page(page=fresh(idea), publisher=inger, access_key=OPEN)
    idea = IdeaPage.objects.get(pk=idea.pk)
    assert idea.first_published_at == first
    assert EventEntry.objects.filter(kind="published", object_uid=f"page:{idea.pk}").first().data["first"] is False


def test_withdrawing_closes_the_page_to_all_but_its_organisation(inger):
    idea = make_idea(inger)
    actions.withdraw_page(page=fresh(idea), actor=inger)

    state = PageState.objects.get(pk=idea.pk)
    assert (state.is_withdrawn, state.access_key) == (True, organisation_key(state.organisation_id))
    assert not IdeaPage.objects.get(pk=idea.pk).live
    assert rows(idea)[0][2:] == ["wagtail.unpublish", "page.withdrawn"]
    assert rows(idea)[1] == ["published", "unpublished", "page.withdrawn"]
    entry = AuditEntry.objects.get(action="page.withdrawn")
    assert (entry.actor_id, entry.organisation_id) == (inger.pk, state.organisation_id)


def test_withdrawing_twice_changes_nothing_more(inger):
    idea = make_idea(inger)
    actions.withdraw_page(page=fresh(idea), actor=inger)
    before = rows(idea)
    at = PageState.objects.get(pk=idea.pk).withdrawn_at
    actions.withdraw_page(page=fresh(idea), actor=inger)
    assert rows(idea) == before
    assert PageState.objects.get(pk=idea.pk).withdrawn_at == at


def test_withdrawing_a_draft_is_possible(inger):
    page = create(inger)
    actions.withdraw_page(page=page, actor=inger)
    assert PageState.objects.get(pk=page.pk).is_withdrawn
    assert rows(page)[0] == ["wagtail.create", "page.withdrawn"]


def test_withdrawing_keeps_the_unpublished_changes(inger):
    idea = fresh(make_idea(inger, title="Før"))
    idea.title = "Etter"
    actions.save_draft(page=idea, editor=inger, seen_revision=idea.latest_revision_id)
    actions.withdraw_page(page=fresh(idea), actor=inger)
    assert fresh(idea).title == "Etter"


def test_withdrawing_what_nobody_owns_closes_it_to_all(inger):
    idea = make_idea(inger)
    PageState.objects.filter(pk=idea.pk).update(organisation=None)
    actions.withdraw_page(page=fresh(idea), actor=inger)
    assert not IdeaPage.objects.filter(state__access_key__in=[OPEN, MEMBERS]).exists()


def test_what_was_withdrawn_can_be_published_again(inger):
    idea = make_idea(inger)
    actions.withdraw_page(page=fresh(idea), actor=inger)
    actions.publish_page(page=fresh(idea), publisher=inger, access_key=OPEN)

    assert IdeaPage.objects.visible_to(None).get() == idea
    assert not PageState.objects.get(pk=idea.pk).is_withdrawn


def test_choosing_readers_of_a_draft_is_remembered(inger):
    page = create(inger)
    actions.choose_audience(page=page, access_key=MEMBERS)
    assert PageState.objects.get(pk=page.pk).access_key == MEMBERS


def test_choosing_readers_changes_nothing_that_is_published_or_withdrawn(inger):
    published, withdrawn = make_idea(inger), make_idea(inger)
    actions.withdraw_page(page=fresh(withdrawn), actor=inger)
    for page in (published, withdrawn):
        before = PageState.objects.get(pk=page.pk).access_key
        actions.choose_audience(page=fresh(page), access_key=MEMBERS)
        assert PageState.objects.get(pk=page.pk).access_key == before


def test_submitting_leaves_a_mark_and_its_rows(inger):
    page = create(inger)
    actions.submit_page(page=page, author=inger, access_key=MEMBERS)
    state = PageState.objects.get(pk=page.pk)
    assert state.submitted_at
    assert state.access_key == MEMBERS
    assert rows(page) == (["wagtail.create", "page.submitted"], ["page.submitted"], 0)
    actions.publish_page(page=fresh(page), publisher=inger, access_key=OPEN)
    assert PageState.objects.get(pk=page.pk).submitted_at is None


def test_what_is_withdrawn_waits_for_no_approver(inger):
    page = create(inger)
    actions.submit_page(page=page, author=inger, access_key=OPEN)
    actions.withdraw_page(page=fresh(page), actor=inger)
    assert PageState.objects.get(pk=page.pk).submitted_at is None
    actions.submit_page(page=fresh(page), author=inger, access_key=OPEN)
    state = PageState.objects.get(pk=page.pk)
    assert (state.access_key, state.is_withdrawn) == (OPEN, False)


SENDERS = {"review": actions.send_to_review, "submit": actions.submit_page}


@pytest.mark.parametrize("send", SENDERS)
def test_what_waits_opens_nothing_that_is_published(inger, send):
    """The published text is still the old one, written for those who could read it."""
    idea = make_idea(inger, access_key=organisation_key(organisation_of(inger).pk))
    SENDERS[send](page=fresh(idea), author=inger, access_key=OPEN)
    assert not IdeaPage.objects.visible_to(None).exists()


def test_sending_to_review_starts_one_workflow(newcomer):
    page = create(newcomer)
    for _time in range(2):
        actions.send_to_review(page=fresh(page), author=newcomer, access_key=MEMBERS)
    assert WorkflowState.objects.get().requested_by == newcomer
    assert PageState.objects.get(pk=page.pk).access_key == MEMBERS
    assert not page.live


def approve(page):
    fresh(page).current_workflow_state.current_task_state.approve(user=make_member("Mona"))


def test_what_a_moderator_approves_is_published_to_whom_it_was_meant_for(newcomer):
    page = create(newcomer)
    actions.send_to_review(page=page, author=newcomer, access_key=MEMBERS)
    approve(page)
    assert IdeaPage.objects.visible_to(newcomer).get() == page
    assert not IdeaPage.objects.visible_to(None).exists()
    assert "published" in rows(page)[1]


def test_what_was_withdrawn_sent_anew_and_approved_is_out_again(newcomer):
    idea = make_idea(newcomer)
    actions.withdraw_page(page=fresh(idea), actor=newcomer)
    actions.send_to_review(page=fresh(idea), author=newcomer, access_key=OPEN)
    assert not IdeaPage.objects.visible_to(None).exists()

    approve(idea)

    assert IdeaPage.objects.visible_to(None).get() == idea
    assert not PageState.objects.get(pk=idea.pk).is_withdrawn


def test_what_is_withdrawn_while_it_waits_does_not_come_out_by_approval(newcomer):
    page = create(newcomer)
    actions.send_to_review(page=page, author=newcomer, access_key=OPEN)
    actions.withdraw_page(page=fresh(page), actor=newcomer)

    if fresh(page).current_workflow_state:
        approve(page)

    assert not IdeaPage.objects.get(pk=page.pk).live
    assert not IdeaPage.objects.visible_to(None).exists()


def test_what_is_withdrawn_while_it_waits_can_be_written_on(newcomer):
    page = create(newcomer)
    actions.send_to_review(page=page, author=newcomer, access_key=OPEN)
    actions.withdraw_page(page=fresh(page), actor=newcomer)
    page = fresh(page)
    actions.save_draft(page=page, editor=newcomer, seen_revision=page.latest_revision_id)
    assert page.revisions.count() == 2


def test_everything_is_taken_back_when_the_end_fails(inger, monkeypatch):
    idea = make_idea(inger)
    before = (rows(idea), PageState.objects.filter(pk=idea.pk).values().get())
    monkeypatch.setattr(actions.journal, "record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.withdraw_page(page=fresh(idea), actor=inger)
    assert (rows(idea), PageState.objects.filter(pk=idea.pk).values().get()) == before
    assert IdeaPage.objects.get(pk=idea.pk).live


@pytest.mark.parametrize(("audience", "key"), [(Audience.OPEN, OPEN), (Audience.MEMBERS, MEMBERS)])
def test_an_audience_is_one_access_key(inger, audience, key):
    assert actions.audience_key(audience, organisation_of(inger)) == key


def test_the_own_organisation_is_one_access_key(inger):
    organisation = organisation_of(inger)
    assert actions.audience_key(Audience.ORGANISATION, organisation) == f"org:{organisation.pk}"


def test_nothing_of_ours_uses_wagtails_restrictions(inger):
    make_idea(inger, access_key=MEMBERS)
    assert not PageViewRestriction.objects.exists()
