"""An old link to what everybody could read: withdrawn is told, nothing else; what never was open is not there."""

import pytest
from django.db import connection
from django.test import Client
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect

from core import actions
from core.access import MEMBERS, OPEN, organisation_key
from core.pages import own_path
from home.models import ArticleIndexPage
from market.actions import withdraw_notice
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.everything import PREFIXES
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def inger():
    return make_member("Inger")


def status(page, browser=None):
    answers = [(browser or Client()).get(prefix + own_path(page)).status_code for prefix in PREFIXES]
    assert len(set(answers)) == 1, answers
    return answers[0]


def publish(page, author, access_key=OPEN):
    page.save_revision(user=author)
    actions.publish_page(page=page, publisher=author, access_key=access_key)
    page.refresh_from_db()


def test_a_withdrawn_page_is_told_of_but_not_named(inger, signed_in):
    idea = make_idea(inger, title="Sensor under madrassen")
    actions.withdraw_page(page=idea, actor=inger)

    for browser in (Client(), signed_in(make_member("Per", "Nord kommune"))):
        assert status(idea, browser) == 410
    page = Client().get("/nn" + own_path(idea))
    assert not [word for word in ("Sensor", "Inger", "Vest kommune") if word in page.text]
    assert 'href="/nn/innovasjon/"' in page.text
    assert 'name="q"' in page.text


def test_a_page_that_is_published_again_is_there_again(inger, page_cache_on, django_capture_on_commit_callbacks):
    idea = make_idea(inger)
    for _again in range(2):
        assert status(idea) == status(idea) == 200
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            actions.withdraw_page(page=idea, actor=inger)
        idea.refresh_from_db()
        assert status(idea) == status(idea) == 410
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            publish(idea, inger)


def test_what_an_editor_unpublishes_is_withdrawn_too(inger):
    article = make_article()
    UnpublishPageAction(article).execute(skip_permission_checks=True)
    assert status(article) == 410


def test_a_withdrawn_page_that_is_published_in_the_admin_stays_withdrawn(inger):
    idea = make_idea(inger)
    actions.withdraw_page(page=idea, actor=inger)
    idea.refresh_from_db()
    idea.save_revision(user=inger).publish()
    assert status(idea) == 410


@pytest.mark.parametrize("key", ["members", "organisation"])
def test_what_never_was_for_everybody_is_not_there(key, inger, signed_in):
    access_key = {"members": MEMBERS, "organisation": organisation_key(organisation_of(inger).pk)}[key]
    idea = make_idea(inger, access_key=access_key)
    assert status(idea) == 404
    actions.withdraw_page(page=idea, actor=inger)
    for browser in (Client(), signed_in(inger)):
        assert status(idea, browser) == 404


def test_a_draft_is_not_there_withdrawn_or_not(inger):
    idea = make_idea(inger, published=False)
    assert status(idea) == 404
    actions.withdraw_page(page=idea, actor=inger)
    assert status(idea) == 404


def test_what_only_members_may_read_any_more_is_not_withdrawn(inger, signed_in):
    idea = make_idea(inger)
    publish(idea, inger, MEMBERS)
    assert status(idea) == 404
    assert status(idea, signed_in(make_member("Per", "Nord kommune"))) == 200


def test_a_deleted_page_is_not_there(inger):
    idea = make_idea(inger)
    path = own_path(idea)
    idea.delete()
    assert Client().get(path).status_code == 404


def test_a_redirect_comes_before_being_withdrawn(inger):
    idea = make_idea(inger)
    actions.withdraw_page(page=idea, actor=inger)
    Redirect.add_redirect(own_path(idea), make_article())
    assert status(idea) == 301


def test_the_old_address_of_a_page_leads_to_where_it_is_withdrawn(inger):
    article = make_article()
    old = own_path(article)
    MovePageAction(article, ArticleIndexPage.objects.originals().get(slug="om"), pos="last-child").execute(
        skip_permission_checks=True
    )
    article.refresh_from_db()
    UnpublishPageAction(article).execute(skip_permission_checks=True)
    assert [answer[1] for answer in (Client().get(old, follow=True).redirect_chain)] == [301]
    assert Client().get(old, follow=True).status_code == 410


def test_a_notice_and_a_supplier_are_withdrawn_too(inger):
    notice, profile = make_notice(), make_profile()
    drafts = [make_notice("Ikke ute", published=False), make_profile("Alarm AS", published=False)]
    withdraw_notice(notice=notice, actor=inger)
    profile.unpublish()
    for prefix in PREFIXES:
        for thing in (notice, profile):
            page = Client().get(prefix + thing.get_absolute_url())
            assert (page.status_code, f'href="{prefix}/anskaffelser/"' in page.text) == (410, True)
        for draft in drafts:
            assert Client().get(prefix + draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("path", ["/", "/nn/", "/finnes/ikke/", "/innovasjon/x/", "/anskaffelser/kunngjoringer/x/"])
def test_what_was_never_anywhere_is_not_withdrawn(path):
    assert Client().get(path).status_code in (200, 404)


def test_being_told_costs_one_question_more(django_assert_max_num_queries):
    Client().get("/finnes/ikke/")
    with django_assert_max_num_queries(6) as asked:
        assert Client().get("/finnes/ikke/").status_code == 404
    assert len([one for one in asked if "core_evententry" in one["sql"]]) == 1
