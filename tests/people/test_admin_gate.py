import pytest
from django.test import Client
from django.urls import reverse

from people.choices import SiteRole
from people.models import Organisation
from tests.factories.people import PASSWORD, make_member, make_organisation, make_staff, make_user, organisation_of
from tests.factories.staff import give_second_factor, prove_second_factor
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db

DOORS = [
    "/admin/",
    "/admin/pages/",
    "/admin/users/",
    "/admin/reports/locked/",
    "/admin/api/main/pages/",
    "/admin/login/",
]
WITH_RIGHTS = [SiteRole.EDITOR, SiteRole.MODERATOR, SiteRole.ADMINISTRATOR]


def chain(client, address):
    """The addresses one is sent to, and where it ends; raises when it goes round for ever."""
    response = client.get(address, follow=True)
    return [where for where, _status in response.redirect_chain], response.status_code


@pytest.mark.parametrize("door", [*DOORS, "/_util/login/"])
def test_a_member_ends_in_a_refusal_and_not_in_a_circle(door, signed_in):
    _way, status = chain(signed_in(make_member("Inger")), door)
    assert status == 403


@pytest.mark.parametrize("door", DOORS)
def test_who_is_not_signed_in_is_sent_to_the_one_login(door, anonymous):
    way, status = chain(anonymous, door)
    assert status == 200
    assert way[-1].startswith("/konto/login/?next=%2Fadmin%2F")


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/", "/admin/password_reset/", "/admin/account/"])
def test_there_is_no_second_way_to_sign_in(door):
    make_staff("Eva", SiteRole.EDITOR)
    client = Client()
    client.post(
        door, {"username": "eva@markedsplassen.example", "password": PASSWORD, "login": "eva@markedsplassen.example"}
    )
    assert "_auth_user_id" not in client.session


def test_staff_comes_back_to_where_it_wanted():
    eva = make_staff("Eva", SiteRole.EDITOR)
    eva.emailaddress_set.create(email=eva.email, verified=True, primary=True)
    client = Client()
    way, _status = chain(client, "/admin/pages/")
    response = client.post(way[-1], {"login": eva.email, "password": PASSWORD, "next": "/admin/pages/"})
    assert response.url == "/admin/pages/"
    assert chain(client, response.url)[0][-1] == reverse("mfa_index")


@pytest.mark.parametrize(
    "following", ["//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)"]
)
def test_the_gate_leads_to_no_other_site(following, anonymous):
    eva = make_staff("Eva", SiteRole.EDITOR)
    eva.emailaddress_set.create(email=eva.email, verified=True, primary=True)
    gate = anonymous.get(reverse("admin_gate"), {"next": following})
    assert gate.url.startswith("/konto/login/?next=")
    response = anonymous.post(gate.url, {"login": eva.email, "password": PASSWORD})
    assert response.status_code == 302
    assert response.url.startswith("/")
    assert "evil" not in response.url
    assert "javascript" not in response.url


@pytest.mark.parametrize("door", DOORS[:5])
@pytest.mark.parametrize("role", WITH_RIGHTS)
def test_without_a_second_factor_nobody_gets_in(door, role, signed_in):
    response = signed_in(make_staff("Eva", role)).get(door)
    assert (response.status_code, response.url) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("door", DOORS[:5])
def test_having_a_second_factor_is_not_enough_it_must_be_used(door, signed_in):
    eva = make_staff("Eva", SiteRole.EDITOR)
    give_second_factor(eva)
    response = signed_in(eva).get(door)
    assert response.status_code == 302
    assert response.url.startswith(f"{reverse('mfa_reauthenticate')}?next={door}")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "head"])
def test_the_second_factor_is_asked_for_whatever_the_method(method, signed_in):
    response = getattr(signed_in(make_staff("Eva", SiteRole.EDITOR)), method)("/admin/pages/3/edit/")
    assert (response.status_code, response.url) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("role", WITH_RIGHTS)
def test_who_has_used_it_gets_in(role, signed_in):
    staff = make_staff("Eva", role)
    client = signed_in(staff)
    prove_second_factor(client, staff)
    assert client.get("/admin/").status_code == 200


def test_the_proof_of_one_person_is_not_that_of_the_next(signed_in):
    eva, mona = make_staff("Eva", SiteRole.EDITOR), make_staff("Mona", SiteRole.MODERATOR)
    client = signed_in(eva)
    prove_second_factor(client, eva)
    give_second_factor(mona)
    client.force_login(mona)
    assert client.get("/admin/").status_code == 302


def test_setting_it_up_is_open_to_who_is_sent_there(signed_in):
    way, status = chain(signed_in(make_staff("Eva", SiteRole.EDITOR)), "/admin/")
    assert status == 200
    assert way == [reverse("mfa_index")] or way[0] == reverse("mfa_index")


def test_nobody_else_is_asked_for_it(signed_in):
    for user in (make_member("Inger"), make_staff("Petter", SiteRole.PROCUREMENT_OFFICER), make_user("Ola")):
        assert signed_in(user).get("/admin/", follow=True).status_code == 403
        assert signed_in(user).get("/min-side/").status_code == 200


def test_staff_uses_the_site_itself_without_it(signed_in):
    client = signed_in(make_staff("Eva", SiteRole.EDITOR))
    assert client.get("/").status_code == 200
    assert client.get("/innovasjon/del/").status_code == 200


def test_who_loses_the_role_loses_the_way_in_at_once(signed_in):
    eva = make_staff("Eva", SiteRole.EDITOR)
    client = signed_in(eva)
    prove_second_factor(client, eva)
    assert client.get("/admin/").status_code == 200
    eva.groups.clear()
    assert chain(client, "/admin/")[1] == 403


def test_the_gate_takes_only_visits(anonymous):
    assert anonymous.post(reverse("admin_gate")).status_code == 405


@pytest.mark.parametrize("organisation", ["with members", "without"])
def test_nothing_is_deleted_without_being_asked_for(organisation):
    found = (
        organisation_of(make_member("Inger")) if organisation == "with members" else make_organisation("Sør kommune")
    )
    address = reverse("wagtailsnippets_people_organisation:delete", args=[found.pk])

    assert at_the_desk("administrator", "Wenche").delete(address).status_code == 405
    assert Organisation.objects.filter(pk=found.pk).exists()
