"""Whoever fills in a form wrongly is told so in Norwegian, whichever of what we build on does the telling."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.forms import DateTimeField
from django.test import Client

from tests.factories.forms import comment_form, idea_form
from tests.factories.people import PASSWORD, make_key_person
from tests.factories.staff import give_second_factor
from tests.factories.threads import make_thread

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(
    r"\b(the|this|that|you|your|please|must|enter|password|email|and|with|already|required|valid|field|value|sign|code"
    r"|account|contain|characters?|submit|forms?|choice|two-factor)\b",
    re.IGNORECASE,
)
STRANGER, OTHER = "ukjent@nord.example", {"first_name": "Inger", "email": "inger@nord.example"}
WRONG = [
    ("/konto/signup/", {}),
    ("/konto/signup/", {"first_name": "a" * 200, "email": "x", "password1": "a"}),
    ("/konto/signup/", {**OTHER, "password1": "123456789012"}),
    ("/konto/signup/", {**OTHER, "password1": "inger@nord.ex"}),
    ("/konto/signup/", {**OTHER, "first_name": "\x00", "password1": "\x00"}),
    ("/konto/login/", {}),
    ("/konto/login/", {"login": "x", "password": "y"}),
    ("/konto/login/", {"login": STRANGER, "password": "y"}),
    ("/konto/password/reset/", {"email": "x"}),
    ("/konto/password/reset/", {"email": STRANGER}),
    ("/konto/password/reset/key/1-x/", None),
    ("/konto/confirm-email/x/", None),
    ("/konto/confirm-email/", None),
    ("/konto/inactive/", None),
]
WRONG_SIGNED_IN = [
    ("/konto/password/change/", {"oldpassword": "x", "password1": "1", "password2": "2"}),
    ("/konto/password/change/", {"oldpassword": PASSWORD, "password1": "a" * 12, "password2": "b" * 12}),
    ("/konto/email/", {"action_add": "1", "email": "x"}),
    ("/konto/email/", {"action_add": "1", "email": "inger@vest-kommune.example"}),
    ("/konto/email/", {"action_remove": "1", "email": "inger@vest-kommune.example"}),
    ("/konto/email/", {"action_send": "1", "email": "inger@vest-kommune.example"}),
    ("/konto/reauthenticate/", {"password": "x"}),
    ("/konto/2fa/", None),
    ("/konto/2fa/totp/activate/", {"code": "x"}),
    ("/konto/2fa/webauthn/", None),
    ("/konto/2fa/webauthn/add/", {"name": "", "credential": "x"}),
    ("/konto/2fa/recovery-codes/generate/", {}),
    ("/konto/sessions/", None),
    ("/konto/logout/", None),
    ("/innovasjon/del/", {}),
    (
        "/innovasjon/del/",
        {**idea_form(), "form_key": "x", "seen_revision": "x", "themes": ["x", "9" * 30], "title": "\x00"},
    ),
    ("/innovasjon/del/", {**idea_form(), "organisation": "0", "kind": "x", "language": "x", "summary": "a" * 400}),
    ("/erfaringer/del/", {**idea_form(), "factors-TOTAL_FORMS": "x", "weeks_in_use": "-1", "area": "x"}),
    ("/erfaringer/del/", {**idea_form(), "weeks_in_use": "NaN", "supplier": "a" * 5000}),
    ("/arrangementer/nytt/", {**idea_form(), "starts_at": "x", "capacity": "x", "online_url": "x"}),
    ("/arrangementer/nytt/", {**idea_form(), "agenda_items-TOTAL_FORMS": "9", "starts_at": "0001-01-01T00:00"}),
    ("/trader/start/", {}),
]


def sentences(page):
    """Return what stands on the page itself, piece by piece; addresses and what one typed oneself are left out."""
    main = re.search(r"(?s)<main.*?</main>", page.text)[0]
    text = re.sub(r"(?s)<(script|style|svg|template|option).*?</\1>|<[^>]+>", "\n", main)
    return [line.strip() for line in text.splitlines() if line.strip() and "@" not in line]


def english(page):
    return [line for line in sentences(page) if ENGLISH.search(line)]


def ask(client, address, fields):
    return client.get(address, follow=True) if fields is None else client.post(address, fields, follow=True)


@pytest.mark.parametrize(("address", "fields"), WRONG)
def test_a_visitor_is_told_in_norwegian(address, fields, anonymous):
    assert english(ask(anonymous, address, fields)) == []


@pytest.fixture
def inger():
    user = make_key_person("Inger")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def client(inger):
    client = Client()
    assert client.post("/konto/login/", {"login": inger.email, "password": PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize(("address", "fields"), WRONG_SIGNED_IN)
def test_a_member_is_told_in_norwegian(address, fields, client):
    page = ask(client, address, fields)
    assert page.status_code in (200, 403, 422)
    assert english(page) == []


def test_a_comment_that_will_not_do_is_refused_in_norwegian(client, inger):
    address = f"/trader/kommenter/{make_thread(inger).pk}/"
    for fields in ({}, comment_form(body="a" * 20_000, organisation="0"), comment_form(body="\x00")):
        assert english(client.post(address, fields)) == []


def test_the_second_step_has_one_name(client, inger):
    give_second_factor(inger)
    pages = [client.get(address) for address in ("/konto/2fa/", "/konto/email/", "/min-side/")]
    code = Client().post("/konto/login/", {"login": inger.email, "password": PASSWORD}, follow=True)
    assert "Totrinnsbekreftelse" in pages[0].text
    assert "totrinnsbekreftelse" in code.text
    for page in [*pages, code]:
        assert "tofaktor" not in page.text.lower()


def test_a_time_that_the_clock_skips_is_told_of_in_plain_words():
    with pytest.raises(ValidationError, match="klokka stilles"):
        DateTimeField().clean("2027-03-28T02:30")
