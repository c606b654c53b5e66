"""What each role reaches in Wagtail's admin."""

import pytest
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from tests.factories.people import make_staff, make_user
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db

PLACES = {
    "/admin/images/": {"editor", "administrator"},
    "/admin/documents/": {"editor", "administrator"},
    "/admin/images/add/": {"editor", "administrator"},
    "/admin/snippets/market/procurementnotice/": {"editor", "administrator"},
    "/admin/snippets/core/term/": {"editor", "administrator"},
    "/admin/snippets/search/synonym/": {"editor", "administrator"},
    "/admin/snippets/search/promotion/": {"editor", "administrator"},
    "/admin/snippets/people/organisation/": {"administrator"},
    "/admin/snippets/people/membership/": {"administrator"},
    "/admin/users/": {"administrator"},
}


@pytest.fixture
def at_the_desk():
    def sign_in(role):
        user, client = make_staff("Synnøve", role), Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        prove_second_factor(client, user)
        return client

    return sign_in


@pytest.mark.parametrize("address", PLACES)
@pytest.mark.parametrize("role", ["editor", "administrator", "moderator"])
def test_who_reaches_what(role, address, at_the_desk):
    response = at_the_desk(role).get(address)

    assert (response.status_code == 200) is (role in PLACES[address])


def test_nobody_has_a_right_on_the_root():
    root = Page.get_first_root_node()

    assert not GroupPagePermission.objects.filter(page=root).exists()


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_every_section_takes_new_pages(role):
    user = make_staff("Synnøve", role)
    sections = Page.objects.filter(depth=3).exclude(slug="anskaffelser").specific()

    assert all(section.permissions_for_user(user).can_add_subpage() for section in sections)


def test_an_administrator_makes_nobody_a_superuser(at_the_desk):
    kristin = make_user("Kristin")
    client = at_the_desk("administrator")
    address = f"/admin/users/edit/{kristin.pk}/"

    assert client.get(address).status_code == 200
    fields = {
        "email": kristin.email,
        "first_name": "Kristin",
        "last_name": "",
        "is_active": "on",
        "is_superuser": "on",
    }
    assert client.post(address, fields).status_code == 302

    kristin.refresh_from_db()
    assert not kristin.is_superuser
