"""What Wagtail's admin does to pages of ours, through its own addresses."""

import csv
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail import hooks

from arena.models import IdeaPage
from core import actions
from core.access import MEMBERS, organisation_key
from core.models import AuditEntry, EventEntry, PageState, SearchChange
from home.models import ArticleIndexPage, ArticlePage
from people.choices import SiteRole
from search.drain import drain
from tests.factories.arena import make_idea
from tests.factories.people import make_member, make_staff, organisation_of
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    user = make_staff("Eva", SiteRole.EDITOR)
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    prove_second_factor(client, user)
    return client


@pytest.fixture
def inger():
    return make_member("Inger")


def admin_form(page, **fields):
    form = {"title": page.title, "slug": page.slug, "language": "nb", "kind": "need", "summary": "Endret"}
    form["new_parent_page"] = page.get_parent().pk
    form |= {f"comments-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    return {**form, **fields}


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def everything():
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (AuditEntry, EventEntry, SearchChange, IdeaPage, PageState)
    }


def fail(*args):
    raise ZeroDivisionError


POSTS = {
    "publish": ("edit", {"action-publish": "1"}, "after_publish_page"),
    "edit": ("edit", {}, "after_edit_page"),
    "unpublish": ("unpublish", {}, "after_unpublish_page"),
    "delete": ("delete", {}, "after_delete_page"),
    "copy": ("copy", {"new_title": "Kopi", "new_slug": "kopi", "publish_copies": "on"}, "after_copy_page"),
}


@pytest.mark.parametrize("post", POSTS)
def test_what_fails_after_the_change_takes_all_of_it_back(post, editor, inger):
    idea = make_idea(inger)
    view, fields, hook = POSTS[post]
    before = everything()

    with hooks.register_temporarily(hook, fail, order=1000):
        response = editor.post(reverse(f"wagtailadmin_pages:{view}", args=[idea.pk]), admin_form(idea, **fields))

    assert response.status_code == 500
    assert everything() == before


@pytest.mark.parametrize("post", POSTS)
def test_what_succeeds_leaves_its_rows(post, editor, inger):
    idea = make_idea(inger)
    view, fields, _hook = POSTS[post]
    before = AuditEntry.objects.count()

    response = editor.post(reverse(f"wagtailadmin_pages:{view}", args=[idea.pk]), admin_form(idea, **fields))

    assert response.status_code == 302
    assert AuditEntry.objects.count() > before
    assert AuditEntry.objects.first().actor_name == "Eva"


@pytest.mark.django_db(transaction=True)
def test_only_posts_to_the_admin_are_transactions(editor, inger):
    idea = make_idea(inger)
    seen = []

    def look(request, page):
        seen.append((request.method, connection.in_atomic_block))

    with hooks.register_temporarily("before_edit_page", look):
        editor.get(edit(idea))
        editor.post(edit(idea), admin_form(idea))
    with hooks.register_temporarily("before_serve_page", lambda page, request, *args: look(request, page), order=-2):
        editor.get(idea.path_url)

    assert seen == [("GET", False), ("POST", True), ("GET", False)]


@pytest.fixture(params=["withdrawn", "for members", "own organisation"])
def closed(request, inger):
    """A page that was open once, with its open revision, and how it was closed since."""
    idea = make_idea(inger, title="Kvolmarkør", summary="Slik det var")
    old = idea.latest_revision
    if request.param == "withdrawn":
        actions.withdraw_page(page=idea, actor=inger)
    else:
        key = MEMBERS if request.param == "for members" else organisation_key(organisation_of(inger).pk)
        actions.publish_page(page=idea, publisher=inger, access_key=key)
    return IdeaPage.objects.get(pk=idea.pk), old


def assert_closed(idea, anonymous):
    drain()
    is_withdrawn = PageState.objects.get(pk=idea.pk).is_withdrawn
    assert anonymous.get(idea.path_url).status_code == (410 if is_withdrawn else 404)
    assert "Kvolmarkør" not in anonymous.get("/innovasjon/").text
    assert "Kvolmarkør" not in anonymous.get("/").text
    assert not IdeaPage.objects.visible_to(None).exists()
    assert anonymous.get("/api/search/", {"q": "Kvolmarkør"}).json()["total"] == 0
    assert anonymous.get("/api/search/suggest/", {"q": "Åpenm"}).json() == {"suggestions": []}


def test_an_old_revision_published_by_the_admin_stays_closed(closed, editor, anonymous, search_index):
    idea, old = closed

    page = editor.get(reverse("wagtailadmin_pages:revisions_revert", args=[idea.pk, old.pk]))
    form = admin_form(idea, summary="Slik det var", revision=old.pk, **{"action-publish": "1"})
    response = editor.post(edit(idea), form)

    assert (page.status_code, response.status_code) == (200, 302)
    assert IdeaPage.objects.get(pk=idea.pk).live
    assert_closed(idea, anonymous)


def test_an_old_revision_published_by_the_code_stays_closed(closed, anonymous, search_index):
    idea, old = closed
    old.content["live"] = True
    old.save()

    old.publish(skip_permission_checks=True)

    assert_closed(idea, anonymous)


def test_unpublishing_and_publishing_again_opens_nothing(closed, editor, anonymous, search_index):
    idea, _old = closed
    if idea.live:
        editor.post(reverse("wagtailadmin_pages:unpublish", args=[idea.pk]))
    editor.post(edit(idea), admin_form(idea, **{"action-publish": "1"}))

    assert IdeaPage.objects.get(pk=idea.pk).live
    assert_closed(idea, anonymous)


def test_moving_opens_nothing(closed, editor, anonymous, search_index):
    idea, _old = closed
    idea.move(idea.get_parent(), pos="first-child")
    assert_closed(IdeaPage.objects.get(pk=idea.pk), anonymous)


@pytest.mark.parametrize("published", ["on", ""])
def test_a_copy_of_what_is_closed_is_closed(published, closed, editor, anonymous, search_index):
    idea, _old = closed
    fields = {"new_title": "Kvolmarkør", "new_slug": "kopi", "new_parent_page": idea.get_parent().pk}
    address = reverse("wagtailadmin_pages:copy", args=[idea.pk])
    response = editor.post(address, {**fields, "publish_copies": published})

    assert response.status_code == 302
    copy = IdeaPage.objects.get(slug="kopi")
    assert copy.state.access_key == idea.state.access_key
    assert copy.state.organisation == idea.state.organisation
    assert_closed(copy, anonymous)


def test_copies_below_a_copy_have_the_readers_of_their_originals(editor, anonymous):
    library = ArticleIndexPage.objects.originals().get(slug="bibliotek")
    report = library.add_child(instance=ArticlePage(title="Rapport", slug="rapport"))
    opened = report.add_child(instance=ArticlePage(title="Kapittel 1", slug="en"))
    shut = report.add_child(instance=ArticlePage(title="Kapittel 2", slug="to"))
    PageState.objects.filter(pk=shut.pk).update(access_key=MEMBERS)
    form = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": library.pk, "copy_subpages": "on"}

    editor.post(reverse("wagtailadmin_pages:copy", args=[report.pk]), {**form, "publish_copies": "on"})

    assert anonymous.get(opened.path_url).status_code == anonymous.get("/bibliotek/kopi/en/").status_code == 200
    assert anonymous.get(shut.path_url).status_code == anonymous.get("/bibliotek/kopi/to/").status_code == 404


def test_an_alias_of_what_is_closed_is_closed(closed, editor, anonymous, search_index):
    idea, _old = closed
    fields = {"new_title": "x", "new_slug": "kopi", "new_parent_page": idea.get_parent().pk, "alias": "on"}
    editor.post(reverse("wagtailadmin_pages:copy", args=[idea.pk]), fields)
    if alias := IdeaPage.objects.filter(slug="kopi").first():
        assert_closed(alias, anonymous)
    assert anonymous.get("/innovasjon/kopi/").status_code == 404


def test_no_page_of_ours_has_a_field_for_its_readers_in_the_admin(editor, inger):
    idea = make_idea(inger)
    form = admin_form(idea, access_key="open", **{"state-access_key": "open", "owner": 1, "live": "0"})
    PageState.objects.filter(pk=idea.pk).update(access_key=MEMBERS)

    assert editor.post(edit(idea), {**form, "action-publish": "1"}).status_code == 302

    idea = IdeaPage.objects.get(pk=idea.pk)
    assert (idea.state.access_key, idea.live, idea.owner) == (MEMBERS, True, inger)


@pytest.mark.parametrize("way", ["one", "many"])
def test_who_publishes_what_is_withdrawn_is_told_that_it_stays_closed(way, editor, inger, anonymous):
    idea, other = make_idea(inger, title="Trukket"), make_idea(inger, title="Åpen", published=False)
    actions.withdraw_page(page=idea, actor=inger)
    for page in (idea, other):
        if way == "one":
            answer = editor.post(edit(page), admin_form(page, **{"action-publish": "1"}), follow=True)
        else:
            answer = editor.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/", follow=True)
        warned = [str(one) for one in answer.context["messages"] if one.level_tag == "warning"]
        assert len(warned) == (page == idea)
        assert all("Trukket" in one for one in warned)
    assert anonymous.get(idea.path_url).status_code == 410


@pytest.mark.parametrize("address", ["/admin/ideas/", "/admin/pages/{section}/"])
def test_a_list_of_pages_is_taken_along_as_a_table(address, editor, inger):
    idea = make_idea(inger, title="=Målinger")
    section = address.format(section=idea.get_parent().pk)
    page = editor.get(section).text
    assert "export=csv" in page
    assert "export=xlsx" in page

    [heading, row] = csv.reader(editor.get(f"{section}?export=csv").getvalue().decode().splitlines())
    assert heading == ["Tittel", "Organisasjon", "Språk", "Status", "Publisert", "Endret"]
    assert row[:3] == ["'=Målinger", str(organisation_of(inger)), "Norsk bokmål"]

    book = load_workbook(BytesIO(editor.get(f"{section}?export=xlsx").getvalue()))
    [above, first] = book.active.iter_rows(values_only=True)
    assert list(above) == heading
    assert list(first[:3]) == row[:3]
