"""Sessions: no page of an account writes a row when it is read, and nothing of what is kept gets lost."""

import re
from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver
from django.utils import timezone

from core.changes import CHANGE
from core.models import OutgoingMail
from people import sessions
from people.sessions import CACHE, PASSING, SessionStore
from people.urls import urlpatterns
from tests.factories.people import PASSWORD, make_member

pytestmark = pytest.mark.django_db
CHALLENGE, SECRET, RESET = "/konto/2fa/webauthn/login/", "/konto/2fa/totp/activate/", "/konto/password/reset/"
ASKED = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def inger(settings):
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"
    inger = make_member("Inger", "Vest kommune")
    EmailAddress.objects.create(user=inger, email=inger.email, verified=True, primary=True)
    return inger


@pytest.fixture
def client(inger):
    """A browser where Inger has just signed in, and said once more that it is her."""
    client = Client()
    assert client.post("/konto/login/", {"login": inger.email, "password": PASSWORD}).status_code == 302
    assert client.post("/konto/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def reset_link(inger):
    Client().post(RESET, {"email": inger.email})
    return re.search(r"http://testserver(/\S+)", OutgoingMail.objects.last().message["body"])[1]


def addresses(patterns=urlpatterns, before="/konto/"):
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, f"{before}{one.pattern}")
        else:
            yield re.sub(r"[\^$]|\(.*\)|<.*>", "1", f"{before}{one.pattern}")


def changes(client, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, **headers)
    assert response.status_code < 500, address
    return [(address, found[0]) for query in queries if (found := CHANGE.match(query["sql"]))]


def test_no_page_of_an_account_writes_when_it_is_read(client, reset_link):
    everything = [*addresses(), reset_link]
    assert {CHALLENGE, SECRET, RESET, "/konto/2fa/webauthn/add/", "/konto/sessions/"} <= set(everything)
    for headers in ({}, ASKED):
        for address in everything:
            assert changes(Client(), address, **headers) == []
            assert changes(client, address, **headers) == []


def test_what_reading_leaves_in_a_session_is_there_for_the_next_request(client, reset_link):
    reader = Client()
    assert reader.get(CHALLENGE, **ASKED).json()["request_options"]
    assert set(reader.session.keys()) == {"mfa.webauthn.state"}
    assert "-set-password/" in (shown := reader.get(reset_link, follow=True)).redirect_chain[-1][0]
    assert not shown.context.get("token_fail")
    assert set(reader.session.keys()) <= PASSING
    assert not Session.objects.filter(pk=reader.session.session_key).exists()

    first = client.get(SECRET).context["form"].secret
    assert client.post(SECRET, {"code": "000000"}).context["form"].secret == first


def test_a_new_password_is_chosen_from_the_link(reset_link, inger):
    reader, password = Client(), "et helt nytt passord 1850"
    form = reader.get(reset_link, follow=True).redirect_chain[-1][0]
    assert reader.post(form, {"password1": password, "password2": password}).status_code == 302
    inger.refresh_from_db()
    assert inger.check_password(password)


def test_signing_in_after_a_challenge_makes_the_row_under_another_key(inger):
    client = Client()
    client.get(CHALLENGE, **ASKED)
    before = client.session.session_key
    client.post("/konto/login/", {"login": inger.email, "password": PASSWORD})
    assert client.session.session_key != before
    assert not SessionStore().exists(before)
    assert Session.objects.get().pk == client.session.session_key
    assert client.session["_auth_user_id"] == str(inger.pk)


def test_a_row_holds_nothing_of_what_passes(client):
    client.get(SECRET)
    session = client.session
    session["acting"] = 1
    session.save()
    row = Session.objects.get(pk=session.session_key).get_decoded()
    assert row["acting"] == 1
    assert not PASSING & row.keys()
    assert "mfa.totp.secret" in client.session


def test_a_change_within_a_value_is_saved():
    store = SessionStore()
    store["kept"] = {"title": ["Ny"]}
    store.save()
    again = SessionStore(store.session_key)
    again["kept"]["title"].append("idé")
    again.save()
    assert SessionStore(store.session_key)["kept"] == {"title": ["Ny", "idé"]}


def test_what_is_emptied_can_be_filled_again():
    store = SessionStore()
    store["kept"] = 1
    store.save()
    for _time in range(2):
        store = SessionStore(store.session_key)
        del store["kept"]
        store.save()
        assert dict(SessionStore(store.session_key).items()) == {}
        store = SessionStore(store.session_key)
        store["kept"] = 2
        store.save()
        assert SessionStore(store.session_key)["kept"] == 2


def test_a_session_that_was_ended_in_another_window_is_not_made_again(client):
    here = SessionStore(client.session.session_key)
    assert here["_auth_user_id"]
    SessionStore().delete(here.session_key)
    here["acting"] = 1
    with pytest.raises(UpdateError):
        here.save()
    assert not Session.objects.exists()


def test_signing_out_forgets_what_passes(client):
    client.get(SECRET)
    key = client.session.session_key
    assert caches[CACHE].get(key)
    client.post("/konto/logout/")
    assert caches[CACHE].get(key) is None
    assert not Session.objects.exists()


def test_who_is_signed_in_stays_so_when_the_cache_is_away(client, settings, caplog):
    settings.CACHES = {**settings.CACHES, CACHE: {"BACKEND": "nowhere.Cache"}}
    assert client.get("/min-side/").status_code == 200
    assert client.get(SECRET).status_code == 200
    assert "cache of sessions does not answer" in caplog.text


def test_where_one_is_signed_in_lists_what_lives_and_deletes_nothing(client, inger):
    elsewhere, ended = Client(), Client()
    for other in (elsewhere, ended):
        other.post("/konto/login/", {"login": inger.email, "password": PASSWORD})
    ended.post("/konto/logout/")
    assert UserSession.objects.count() == 3
    listed = client.get("/konto/sessions/").context["sessions"]
    assert [one.session_key for one in listed] == [client.session.session_key, elsewhere.session.session_key]

    sessions.forget_ended()
    assert UserSession.objects.count() == 2
    Session.objects.update(expire_date=timezone.now())
    sessions.forget_ended()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_who_signed_in_with_an_old_password_is_not_listed(client, inger):
    elsewhere = Client()
    elsewhere.post("/konto/login/", {"login": inger.email, "password": PASSWORD})
    new = "et helt nytt passord 1850"
    client.post("/konto/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert AUTHENTICATION_METHODS_SESSION_KEY in client.session
    listed = client.get("/konto/sessions/").context["sessions"]
    assert [one.session_key for one in listed] == [client.session.session_key]


def test_a_session_whose_time_is_over_costs_no_text(client, inger):
    client.get(SECRET)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    response = client.post("/innovasjon/del/", {"written_by": inger.pk, "title": "Måling"})
    assert response.url == "/konto/login/?next=/innovasjon/del/"
    assert client.post("/konto/login/", {"login": inger.email, "password": PASSWORD}).status_code == 302
    assert "Måling" in client.get("/innovasjon/del/").text


def test_two_windows_may_be_the_first_to_save_at_once(client):
    browser = Client()
    browser.get(CHALLENGE, **ASKED)
    key = browser.session.session_key
    first, second = SessionStore(key), SessionStore(key)
    for number, store in enumerate((first, second)):
        store["acting"] = number
    first.save()
    second.save()
    assert SessionStore(key)["acting"] == 1
    assert Session.objects.filter(pk=key).count() == 1


def test_a_session_can_be_written_without_being_read():
    store = SessionStore()
    store["acting"] = 1
    store.save()
    again = SessionStore(store.session_key)
    again.clear()
    again["acting"] = 2
    again.save()
    assert SessionStore(store.session_key)["acting"] == 2


@pytest.mark.parametrize(
    "key", ["a" * 41, "abcdefgh\0ijkl", "abcdefgh/../ij", "åbcdefghijkl", "", "short", "abcdefgh ijkl"]
)
def test_what_cannot_be_a_key_of_ours_is_not_asked_for(key, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert SessionStore(key).session_key is None
        assert dict(SessionStore(key).items()) == {}


def test_reading_ends_a_session_for_the_browser_only(client, inger):
    elsewhere = Client()
    elsewhere.post("/konto/login/", {"login": inger.email, "password": PASSWORD})
    new = "et helt nytt passord 1850"
    client.post("/konto/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert changes(elsewhere, "/min-side/") == []
    assert elsewhere.get("/min-side/").status_code == 302
    assert client.get("/min-side/").status_code == 200


def test_a_link_for_somebody_else_signs_out_and_writes_nothing(reset_link, signed_in):
    bente = signed_in(make_member("Bente", "Nord kommune"))
    assert changes(bente, reset_link) == []
    assert changes(bente, re.sub(r"-[^-/]+-[^/]+/$", "-set-password/", reset_link)) == []
    assert bente.get("/min-side/").status_code == 302


def test_a_new_secret_key_changes_nothing_until_something_is_sent(client, settings):
    elsewhere = Client()
    elsewhere.post("/konto/login/", {"login": "inger@vest-kommune.example", "password": PASSWORD})
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
        [settings.SECRET_KEY],
        "en helt annen nøkkel som er lang nok" * 2,
    )
    assert changes(client, "/min-side/") == []
    assert len(client.get("/konto/sessions/").context["sessions"]) == 2

    client.post("/konto/sprak/", {"language": "nn"})
    assert len(client.get("/konto/sessions/").context["sessions"]) == 2
    client.post("/konto/sessions/")
    assert elsewhere.get("/min-side/").status_code == 302
    assert client.get("/min-side/").status_code == 200
