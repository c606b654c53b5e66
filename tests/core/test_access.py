import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from wagtail.models import Page, get_page_models

from core import access
from core.access import MEMBERS, OPEN, access_keys, organisation_key
from core.guard import check_access
from core.models import BasePage, PageState
from core.pages import page_path
from home.models import ArticleIndexPage, ArticlePage
from people.choices import SiteRole
from people.models import User
from tests.factories.arena import make_idea
from tests.factories.people import (
    make_member,
    make_organisation,
    make_staff,
    make_supplier,
    make_user,
    organisation_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_who_is_not_signed_in_holds_the_open_key_only(nobody):
    assert access_keys(nobody) == {OPEN}


def test_a_member_holds_the_members_key_and_that_of_each_organisation():
    inger = make_member("Inger", "Vest kommune")
    other = make_organisation("Nord kommune")
    inger.memberships.create(organisation=other)

    keys = {OPEN, MEMBERS, *(organisation_key(one.organisation_id) for one in inger.memberships.all())}
    assert access_keys(inger) == keys
    assert len(keys) == 4


@pytest.mark.parametrize("values", [{"ended": True}, {"organisation": "unverified"}], ids=str)
def test_what_no_longer_or_not_yet_counts_gives_no_key(values):
    if "organisation" in values:
        values["organisation"] = make_organisation("Ny kommune", verified=False)
    assert access_keys(make_member("Odd", **values)) == {OPEN}


def test_without_a_membership_there_is_only_the_open_key():
    assert access_keys(make_user("Ola")) == {OPEN}


def test_an_unverified_membership_reads_as_a_member():
    assert MEMBERS in access_keys(make_member("Nils", verified=False))


@pytest.mark.parametrize("role", SiteRole.values)
def test_staff_reads_what_members_read_but_no_organisations_own(role):
    foreign = organisation_key(make_organisation("Vest kommune").pk)
    staff = make_staff("Anne", role)
    staff.memberships.update(ended_at="2026-01-01T00:00Z")
    staff = User.objects.get(pk=staff.pk)

    assert access_keys(staff) == {OPEN, MEMBERS}
    assert foreign not in access_keys(staff)


def test_the_database_is_asked_once_for_each_user_object(django_assert_num_queries):
    inger = make_member("Inger")
    inger = User.objects.get(pk=inger.pk)
    access_keys(inger)
    with django_assert_num_queries(0):
        access_keys(inger)


def test_an_ended_membership_is_felt_by_the_next_request(signed_in):
    inger = make_member("Inger")
    idea = make_idea(inger, access_key=organisation_key(organisation_of(inger).pk))
    client = signed_in(inger)
    assert client.get(idea.path_url).status_code == 200

    inger.memberships.update(ended_at="2026-01-01T00:00Z")

    assert client.get(idea.path_url).status_code == 404


def test_a_room_can_add_keys_of_its_own(monkeypatch):
    monkeypatch.setattr(access, "_providers", [*access._providers, lambda user: [f"room:{user.first_name}"]])
    inger = make_member("Inger")
    assert "room:Inger" in access_keys(inger)
    assert access_keys(None) == {OPEN}


READERS = ["nobody", "stranger", "supplier", "colleague", "author"]
WHO_READS = {OPEN: READERS, MEMBERS: READERS[1:], "org": READERS[3:], "closed": [], "": [], "OPEN": [], "room:1": []}


@pytest.mark.parametrize(("key", "readers"), WHO_READS.items())
def test_list_and_address_agree_on_who_reads(key, readers, signed_in, anonymous):
    author = make_member("Inger", "Vest kommune")
    people = {
        "nobody": None,
        "stranger": make_member("Per", "Nord kommune"),
        "supplier": make_supplier("Arne"),
        "colleague": make_member("Bente", "Vest kommune"),
        "author": author,
    }
    if readers == READERS[1:]:
        assert key == MEMBERS
    key = organisation_key(organisation_of(author).pk) if key == "org" else key
    idea = make_idea(author, access_key=key)
    for name, user in people.items():
        client = signed_in(user) if user else anonymous
        expected = name in readers
        assert (client.get(idea.path_url).status_code == 200) is expected, name
        assert type(idea).objects.visible_to(user).filter(pk=idea.pk).exists() is expected, name
        assert ("Registrere målinger" in client.get("/innovasjon/").text) is expected, name


def test_a_page_without_a_state_is_closed():
    root = Page.get_first_root_node()
    with pytest.raises(Http404):
        check_access(root, None)
    home = root.get_children().first()
    check_access(home, None)
    PageState.objects.filter(pk=home.pk).delete()
    with pytest.raises(Http404):
        check_access(Page.objects.get(pk=home.pk), None)


def test_every_page_type_of_ours_is_guarded_and_has_no_privacy_of_its_own():
    ours = [model for model in get_page_models() if model is not Page]
    assert ours
    assert not [model for model in ours if not issubclass(model, BasePage)]
    assert not [model for model in ours if model.private_page_options]


def test_wagtails_own_restrictions_change_nothing(anonymous):
    idea = make_idea(make_member())
    idea.view_restrictions.create(restriction_type="login")
    assert anonymous.get(idea.path_url).status_code == 200


def test_the_address_of_a_page_is_its_path():
    idea = make_idea(make_member())
    assert page_path(idea) == f"/innovasjon/{idea.slug}/"
    assert page_path(idea.get_parent().get_parent()) == "/"


@pytest.mark.parametrize("closed", ["unpublished", "for members"])
def test_what_is_closed_is_not_named_above_what_is_open(closed, anonymous, signed_in):
    library = ArticleIndexPage.objects.originals().get(slug="bibliotek")
    report = library.add_child(instance=ArticlePage(title="Hemmelig rapport", slug="rapport"))
    chapter = report.add_child(instance=ArticlePage(title="Kapittel", slug="kapittel"))
    assert "Hemmelig rapport" in anonymous.get(chapter.path_url).text

    if closed == "unpublished":
        report.unpublish()
    else:
        PageState.objects.filter(pk=report.pk).update(access_key=MEMBERS)

    assert "Hemmelig rapport" not in anonymous.get(chapter.path_url).text
    assert anonymous.get(chapter.path_url).status_code == 200
    seen_by_members = "Hemmelig rapport" in signed_in(make_member("Bente")).get(chapter.path_url).text
    assert seen_by_members is (closed == "for members")


@pytest.mark.parametrize("method", ["get", "post", "head", "options", "put"])
def test_a_closed_page_is_not_there_whatever_the_method(method, anonymous):
    idea = make_idea(make_member(), access_key="closed")
    response = getattr(anonymous, method)(idea.path_url)
    assert response.status_code == getattr(anonymous, method)("/innovasjon/finnes-ikke/").status_code
    assert response.status_code == (405 if method in ("options", "put") else 404)
    assert b"Registrere" not in response.content


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "FOO"])
def test_a_page_is_only_read(method, anonymous):
    idea = make_idea(make_member())
    for address in ("/", "/innovasjon/", "/anskaffelser/", idea.path_url, "/sok/", "/api/search/"):
        assert anonymous.generic(method, address).status_code == 405, address
