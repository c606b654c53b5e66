import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from core.models import OutgoingMail
from people.browsers import browser_name
from tests.factories.people import PASSWORD, make_user

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/141.0.0.0 Safari/537.36"
KNOWN = {
    CHROME: "Chrome på Windows",
    f"{CHROME} Edg/141.0.0.0": "Edge på Windows",
    f"{CHROME} OPR/120.0.0.0": "Opera på Windows",
    f"{CHROME} Vivaldi/7.5": "Vivaldi på Windows",
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0": "Firefox på Linux",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18.6 Safari/605": "Safari på Mac",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile/15E148 Safari/604": "Safari på iPhone",
    "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1 CriOS/141.0 Mobile/15E148 Safari/604.1": (
        "Chrome på iPad"
    ),
    f"Mozilla/5.0 (Linux; Android 15; SM-S931B) {KIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36": (
        "Samsung Internet på Android"
    ),
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {KIT} Chrome/141.0.0.0 Safari/537.36": "Chrome på ChromeOS",
    "Firefox/143.0": "Firefox",
    "Mozilla/5.0 (Windows NT 10.0)": "Windows",
    "curl/8.5.0": "Ukjent nettleser",
    "": "Ukjent nettleser",
    "<script>" * 20: "Ukjent nettleser",
}


@pytest.mark.parametrize(("user_agent", "name"), KNOWN.items(), ids=lambda one: one[-30:])
def test_a_browser_has_the_name_its_owner_knows_it_by(user_agent, name):
    assert browser_name(user_agent) == name


@pytest.fixture
def inger():
    user = make_user("Inger")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.mark.django_db
def test_one_sees_where_one_is_signed_in_and_can_end_the_others(inger):
    here, elsewhere = (Client(HTTP_USER_AGENT=agent) for agent in (CHROME, "Firefox/143.0"))
    for client in (here, elsewhere):
        client.post("/konto/login/", {"login": inger.email, "password": PASSWORD})
        client.get("/konto/sessions/")
    page = here.get("/konto/sessions/")

    assert "Chrome på Windows" in page.text
    assert "Firefox" in page.text
    assert "Mozilla" not in page.text
    assert UserSession.objects.count() == 2
    here.post("/konto/sessions/")
    assert elsewhere.get("/min-side/").url.startswith("/konto/login/")
    assert here.get("/min-side/").status_code == 200


@pytest.mark.django_db
def test_a_mail_about_a_change_names_the_browser(inger, settings):
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    client = Client(HTTP_USER_AGENT=CHROME)
    client.post("/konto/login/", {"login": inger.email, "password": PASSWORD})
    new = "en-annen-setning-om-fjell"
    client.post("/konto/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    body = OutgoingMail.objects.last().message["body"]
    assert "Chrome på Windows" in body
    assert "Mozilla" not in body
