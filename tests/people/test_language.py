"""The language of an account: it decides mails, where login lands and the admin, never a page."""

import pytest

from people.actions import choose_language
from people.models import User
from tests.factories.people import PASSWORD, make_key_person, make_member, make_staff
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def inger():
    return make_member("Inger")


def test_it_is_chosen_on_a_page_of_the_account(inger, signed_in):
    client = signed_in(inger)
    page = client.get("/konto/sprak/").text
    assert page.count('name="language"') == 3
    assert 'value="nb" id="id_language_0" checked' in page

    answer = client.post("/konto/sprak/", {"language": "nn"})
    assert (answer.status_code, answer.url) == (302, "/konto/sprak/")
    inger.refresh_from_db()
    assert (inger.language, inger.wagtail_userprofile.preferred_language) == ("nn", "nn")
    assert '<html lang="nb"' in client.get("/konto/sprak/").text


@pytest.mark.parametrize("chosen", ["", "se", "de", "nb "])
def test_only_languages_of_the_site_can_be_chosen(chosen, inger, signed_in):
    answer = signed_in(inger).post("/konto/sprak/", {"language": chosen})
    inger.refresh_from_db()
    assert (answer.status_code, inger.language) == (422, "nb")


def test_it_is_for_those_who_are_signed_in(anonymous):
    assert anonymous.get("/konto/sprak/").url == "/konto/login/?next=/konto/sprak/"
    assert anonymous.get("/nn/konto/sprak/").url == "/nn/konto/login/?next=/nn/konto/sprak/"


@pytest.mark.parametrize(
    ("following", "lands"), [("", "/nn/min-side/"), ("/trader/", "/trader/"), ("/en/trader/", "/en/trader/")]
)
def test_login_lands_in_it_unless_one_was_on_the_way_somewhere(following, lands, inger, anonymous):
    choose_language(user=inger, language="nn")
    inger.emailaddress_set.create(email=inger.email, verified=True, primary=True)
    asked = {"login": inger.email, "password": PASSWORD, "next": following}
    assert anonymous.post("/konto/login/", asked).url == lands


@pytest.mark.parametrize("form", ["/innovasjon/del/", "/trader/start/", "/erfaringer/del/", "/arrangementer/nytt/"])
@pytest.mark.parametrize(
    ("account", "prefix", "presumed"),
    [("nb", "", "nb"), ("nn", "", "nn"), ("nb", "/nn", "nn"), ("nn", "/en", "en"), ("en", "/nn", "nn")],
)
def test_a_new_text_is_presumed_to_be_in_the_language_of_the_address(form, account, prefix, presumed, signed_in):
    member = make_key_person("Synne", "God kommune")
    choose_language(user=member, language=account)
    assert signed_in(member).get(f"{prefix}{form}").context["form"]["language"].value() == presumed


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_logout_keeps_the_language_of_the_page(prefix, inger, signed_in):
    assert signed_in(inger).post(f"{prefix}/konto/logout/").url == f"{prefix}/"


def test_the_admin_follows_and_has_no_setting_of_its_own(signed_in):
    editor = make_staff("Eva", "editor")
    client = signed_in(editor)
    prove_second_factor(client, editor)
    assert '<html lang="nb"' in client.get("/admin/account/").text

    choose_language(user=editor, language="nn")
    page = client.get("/admin/account/").text
    assert '<html lang="nn"' in page
    assert "preferred_language" not in page
    assert "current_time_zone" not in page


def test_whoever_signs_up_has_the_language_of_the_page(anonymous):
    form = {"first_name": "Ada", "last_name": "Oak", "email": "ada@oak.example", "password1": PASSWORD}
    anonymous.post("/nn/konto/signup/", form)
    assert User.objects.get().language == "nn"
