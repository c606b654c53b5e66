"""From a visitor to a member, over HTTP, with the mails as they lie in the outbox."""

import re
import unicodedata

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from core.models import OutgoingMail
from people.models import User
from tests.factories.people import PASSWORD, make_member, make_user

pytestmark = pytest.mark.django_db
SIGNUP, LOGIN, RESET = "/konto/signup/", "/konto/login/", "/konto/password/reset/"


@pytest.fixture(autouse=True)
def _outbox(settings):
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"


def sign_up(client, email="inger@vest.example", following="", **fields):
    form = {"first_name": "Inger", "last_name": "Øyen", "email": email, "password1": PASSWORD, **fields}
    return client.post(f"{SIGNUP}?next={following}" if following else SIGNUP, {**form, "next": following})


def log_in(client, email, password=PASSWORD, **fields):
    return client.post(LOGIN, {"login": email, "password": password, **fields})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def last_mail():
    return OutgoingMail.objects.last().message


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message["body"])[1]


def confirm(client, link):
    page = client.get(link)
    assert page.status_code == 200, page
    return client.post(link)


def test_from_the_first_visit_to_where_one_wanted_to_go(anonymous):
    response = sign_up(anonymous, following="/innovasjon/del/")
    assert response.status_code == 302
    assert not is_signed_in(anonymous)
    assert log_in(anonymous, "inger@vest.example").status_code == 302
    assert not is_signed_in(anonymous)

    confirm(anonymous, link_in(OutgoingMail.objects.first().message))
    response = log_in(Client(), "inger@vest.example", next="/innovasjon/del/")

    assert (response.status_code, response.url) == (302, "/innovasjon/del/")
    user = User.objects.get()
    assert (str(user), user.email, user.is_staff, user.is_superuser) == (
        "Inger Øyen",
        "inger@vest.example",
        False,
        False,
    )
    assert not user.memberships.exists()


def test_the_mail_is_in_norwegian_and_waits_in_the_outbox(anonymous):
    sign_up(anonymous)
    mail = OutgoingMail.objects.get()
    assert mail.sent_at is None
    assert mail.message["to"] == ["inger@vest.example"]
    text = re.sub(r"http\S+", "", mail.message["subject"] + mail.message["body"])
    assert "bekreft" in text.lower()
    assert not re.search(r"\b(confirm|please|hello|your|thank|email)\b", text, re.IGNORECASE)
    assert "Velkommen til Markedsplassen!" in text
    assert "Inger Øyen" in text


def test_without_another_place_to_go_one_lands_on_ones_own_page():
    make_user("Inger", email="inger@vest.example").emailaddress_set.create(email="inger@vest.example", verified=True)
    assert log_in(Client(), "inger@vest.example").url == "/min-side/"


def test_a_link_is_good_once(anonymous):
    sign_up(anonymous)
    link = link_in(last_mail())
    confirm(anonymous, link)
    assert EmailAddress.objects.get().verified
    Client().post(link)
    assert EmailAddress.objects.count() == 1


def test_looking_at_a_link_confirms_nothing(anonymous):
    """Mail programs open links to see whether they are dangerous."""
    sign_up(anonymous)
    Client().get(link_in(last_mail()))
    Client().head(link_in(last_mail()))
    assert not EmailAddress.objects.get().verified


@pytest.mark.parametrize("key", ["x", "MQ:1abc:xyz", "%00", "../../", "9" * 500])
def test_a_made_up_link_confirms_nothing(key, anonymous):
    sign_up(anonymous)
    response = anonymous.post(f"/konto/confirm-email/{key}/")
    assert response.status_code in (200, 302, 404)
    assert not EmailAddress.objects.get().verified


def test_nobody_becomes_more_by_asking(anonymous):
    more = {
        "is_staff": "1",
        "is_superuser": "on",
        "groups": "1",
        "memberships": "1",
        "organisation": "1",
        "verified": "1",
    }
    sign_up(anonymous, **more)
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.groups.count(), user.memberships.count()) == (False, False, 0, 0)
    assert not EmailAddress.objects.get().verified


SAME = ["INGER@Vest.Example", " inger@vest.example ", "\u200binger@vest.example", "Inger@VEST.EXAMPLE\n"]


@pytest.mark.parametrize("email", SAME)
def test_an_address_is_the_same_whatever_its_case_and_invisible_marks(email, anonymous):
    sign_up(anonymous, email=email)
    assert User.objects.get().email == EmailAddress.objects.get().email == "inger@vest.example"
    EmailAddress.objects.update(verified=True)
    for typed in (email, "inger@vest.example", "INGER@VEST.EXAMPLE"):
        assert log_in(Client(), typed).url == "/min-side/"


@pytest.mark.parametrize("email", [*SAME, "inger@vest.example"])
def test_a_second_account_with_the_same_address_is_none(email, anonymous):
    make_user("Inger", email="inger@vest.example").emailaddress_set.create(email="inger@vest.example", verified=True)
    sign_up(anonymous, email=email)
    assert User.objects.count() == 1


def test_an_address_in_both_unicode_forms_is_one(anonymous):
    whole, parts = (unicodedata.normalize(form, "inger@blåbær.example") for form in ("NFC", "NFD"))
    sign_up(anonymous, email=parts)
    assert User.objects.get().email == whole
    EmailAddress.objects.update(verified=True)
    for email in (whole, parts, whole.upper(), parts.upper()):
        client = Client()
        log_in(client, email)
        assert is_signed_in(client), ascii(email)


@pytest.mark.parametrize(
    "email",
    [
        "\u0456nger@vest.example",
        "ing\u0435r@vest.example",
        "ｉnger@vest.example",
        "inger@vest.example\x00",
        "inger@vest.example\r\nBcc: evil@evil.example",
        "inger@vest.example,evil@evil.example",
        "Inger <inger@vest.example>",
        "inger",
        "inger@",
        "@vest.example",
        "inger@vest",
        "a" * 300 + "@vest.example",
        "",
    ],
)
def test_an_address_that_only_looks_like_one_is_refused(email, anonymous):
    response = sign_up(anonymous, email=email)
    assert response.status_code == 200
    assert response.context["form"].errors["email"]
    assert 'value="Øyen"' in response.text
    assert not User.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_known_address_looks_like_a_new_one(anonymous):
    make_user("Inger", email="inger@vest.example").emailaddress_set.create(email="inger@vest.example", verified=True)
    known, new = sign_up(Client(), email="inger@vest.example"), sign_up(Client(), email="ny@vest.example")
    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize("password", ["kortord", "12345678901234", "password1234", "inger@vest.example.", "aaaaaaa"])
def test_a_weak_password_is_refused(password, anonymous):
    response = sign_up(anonymous, password1=password)
    assert response.context["form"].errors["password1"]
    assert f'value="{password}"' not in response.text
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "password",
    ["æøå-fjell-og-dal", " mellomrom på endene ", "a\u030a" * 12, "😀" * 16, "x9-" * 60, "\u200bmed usynlig tegn"],
)
def test_a_password_is_kept_as_it_was_typed(password, anonymous):
    sign_up(anonymous, password1=password)
    EmailAddress.objects.update(verified=True)
    assert User.objects.get().check_password(password)
    client = Client()
    log_in(client, "inger@vest.example", password)
    assert is_signed_in(client)
    assert not User.objects.get().check_password(password.strip(" \u200b")[:11])


@pytest.mark.parametrize("name", ["", " ", "\u3164", "\u200b", "a" * 151, "In\x00ger"])
def test_a_name_must_be_one(name, anonymous):
    response = sign_up(anonymous, first_name=name)
    assert response.context["form"].errors["first_name"]
    assert not User.objects.exists()


def test_a_name_is_text_and_nothing_more(anonymous):
    sign_up(anonymous, first_name="<script>x</script>", last_name="{{7*7}}\r\nBcc: evil@evil.example")
    user = User.objects.get()
    assert "\n" not in user.last_name
    client = Client()
    client.force_login(user)
    page = client.get("/min-side/").text
    assert "<script>x" not in page
    assert "{{7*7}}" in page


def test_a_forgotten_password_is_set_anew_by_a_link_in_a_mail():
    inger = make_member("Inger")
    inger.emailaddress_set.create(email=inger.email, verified=True, primary=True)
    other_browser = Client()
    other_browser.force_login(inger)
    client = Client()
    assert client.post(RESET, {"email": inger.email.upper()}).status_code == 302
    message = last_mail()
    assert message["to"] == [inger.email]
    assert "passord" in message["body"].lower()

    page = client.get(link_in(message), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "et-nytt-og-langt-et", "password2": "et-nytt-og-langt-et"})

    inger.refresh_from_db()
    assert inger.check_password("et-nytt-og-langt-et")
    assert other_browser.get("/min-side/").status_code == 302
    again = Client().get(link_in(message), follow=True)
    assert "password1" not in again.text


def test_asking_for_a_password_tells_nobody_who_has_an_account():
    make_member("Inger").emailaddress_set.create(email="inger@vest-kommune.example", verified=True)
    known = Client().post(RESET, {"email": "inger@vest-kommune.example"})
    unknown = Client().post(RESET, {"email": "ukjent@vest-kommune.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_link_has_our_host_whatever_host_was_asked(settings):
    make_member("Inger").emailaddress_set.create(email="inger@vest-kommune.example", verified=True)
    client = Client()
    assert client.post(RESET, {"email": "inger@vest-kommune.example"}, HTTP_HOST="evil.example").status_code == 400
    client.post(RESET, {"email": "inger@vest-kommune.example"}, HTTP_X_FORWARDED_HOST="evil.example")
    assert "evil.example" not in last_mail()["body"]


def test_a_closed_account_gets_no_link():
    inger = make_member("Inger")
    inger.emailaddress_set.create(email=inger.email, verified=True)
    User.objects.update(is_active=False)
    Client().post(RESET, {"email": inger.email})
    assert not [one for one in OutgoingMail.objects.all() if "/reset/key/" in one.message["body"]]
    client = Client()
    log_in(client, inger.email)
    assert not is_signed_in(client)


def test_wrong_and_unknown_look_the_same():
    make_member("Inger").emailaddress_set.create(email="inger@vest-kommune.example", verified=True)
    wrong = log_in(Client(), "inger@vest-kommune.example", "feil-passord-her")
    unknown = log_in(Client(), "ukjent@vest-kommune.example", "feil-passord-her")
    errors = [answer.context["form"].non_field_errors() for answer in (wrong, unknown)]
    assert errors[0]
    assert errors[0] == errors[1]


def test_guessing_is_stopped():
    make_member("Inger").emailaddress_set.create(email="inger@vest-kommune.example", verified=True)
    answers = [log_in(Client(), "inger@vest-kommune.example", f"gjetning-{number}-lang") for number in range(12)]
    assert answers[-1].status_code == 429 or answers[-1].context["form"].errors
    client = Client()
    log_in(client, "inger@vest-kommune.example")
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "following",
    [
        *("//evil.example", "/\\evil.example", "https:evil", "https://evil.example", "javascript:x"),
        *("%2Finnovasjon%2Fdel%2F", "%252Finnovasjon%252F", "innovasjon/", "?a", "#a"),
    ],
)
def test_login_leads_to_no_other_site_and_to_nothing_below_itself(following):
    inger = make_member("Inger")
    inger.emailaddress_set.create(email=inger.email, verified=True)
    assert log_in(Client(), inger.email, next=following).url == "/min-side/"


def test_the_session_is_a_new_one_after_login():
    inger = make_member("Inger")
    inger.emailaddress_set.create(email=inger.email, verified=True)
    client = Client()
    client.post("/innovasjon/del/", {"title": "x", "written_by": str(inger.pk)})
    before = client.cookies["sessionid"].value
    log_in(client, inger.email)
    assert client.cookies["sessionid"].value != before


def test_signing_out_is_a_post_and_ends_the_session(signed_in):
    client = signed_in(make_member("Inger"))
    client.get("/konto/logout/")
    assert is_signed_in(client)
    key = client.cookies["sessionid"].value
    client.post("/konto/logout/")
    replay = Client()
    replay.cookies["sessionid"] = key
    assert replay.get("/min-side/").status_code == 302


def test_whoever_has_to_show_that_it_is_her_can_turn_back(signed_in):
    assert 'href="/min-side/">Avbryt</a>' in signed_in(make_user()).get("/konto/reauthenticate/").text
