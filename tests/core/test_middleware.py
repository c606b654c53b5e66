import re

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from django.urls import reverse

from core import actions
from people.choices import SiteRole
from tests.factories.arena import make_idea
from tests.factories.people import PASSWORD, make_member, make_staff
from tests.factories.staff import prove_second_factor
from tests.factories.threads import make_comment, make_thread

pytestmark = pytest.mark.django_db

LISTS = ["/", "/innovasjon/", "/erfaringer/", "/anskaffelser/", "/arrangementer/", "/trader/", "/bibliotek/", "/om/"]
OPEN_PAGES = [
    *LISTS,
    "/sok/",
    "/sok/?q=sensor",
    "/api/search/?q=sensor",
    "/innovasjon/?tema=x&etter=x",
    "/finnes/ikke/",
]
PRIVATE_PAGES = [
    "/",
    "/innovasjon/",
    "/min-side/",
    "/innovasjon/del/",
    "/sok/?q=x",
    "/finnes/ikke/",
    "/api/search/?q=x",
]
STRICT = ["unsafe-", "nonce-", "http:", "https:", "*", "blob:"]


@pytest.fixture
def published():
    inger = make_member("Inger")
    thread = make_thread(inger)
    make_comment(thread, inger)
    return [make_idea(inger).path_url, thread.path_url]


@pytest.fixture
def admin():
    user, client = make_staff("Eva", SiteRole.EDITOR), Client()
    client.force_login(user)
    prove_second_factor(client, user)
    return client


def policy(response):
    parts = (part.split(maxsplit=1) for part in response["Content-Security-Policy"].split("; "))
    return {part[0]: part[1] for part in parts}


def test_what_anybody_may_read_is_the_same_for_everybody(anonymous, published, search_index):
    for address in [*OPEN_PAGES, *published]:
        response = anonymous.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        assert "Accept-Language" not in response.get("Vary", ""), address
        assert response["Cache-Control"] == "no-cache", address
        assert "csrfmiddlewaretoken" not in response.text, address


def test_a_page_is_the_same_whatever_the_reader_says_of_itself(anonymous, published):
    plain = anonymous.get(published[0]).text
    headers = {
        "HTTP_ACCEPT_LANGUAGE": "en,nn;q=0.5",
        "HTTP_X_FORWARDED_HOST": "evil.example",
        "HTTP_USER_AGENT": "<b>",
    }
    assert anonymous.get(published[0], **headers).text == plain
    assert "evil.example" not in plain


@pytest.mark.parametrize("cookie", ["csrftoken", "theme", "sessionid2"])
def test_a_cookie_that_is_no_session_changes_nothing(cookie, published):
    client = Client()
    client.cookies[cookie] = "a" * 32
    response = client.get(published[0])
    assert response["Cache-Control"] == "no-cache"
    assert "Cookie" not in response.get("Vary", "")


def test_what_a_signed_in_person_sees_is_kept_nowhere(signed_in, published):
    client = signed_in(make_member("Bente"))
    for address in [*PRIVATE_PAGES, *published]:
        assert client.get(address)["Cache-Control"] == "private, no-store", address


def test_the_answers_of_a_signed_in_persons_posts_are_kept_nowhere(signed_in, published):
    client = signed_in(make_member("Bente"))
    for address in ("/innovasjon/del/", "/konto/organisasjon/", "/finnes/ikke/"):
        assert client.post(address, {})["Cache-Control"] == "private, no-store", address


@pytest.mark.parametrize("cookie", ["x", "a" * 32, "\x80", '"', "a" * 8000])
def test_a_made_up_session_is_nobody_and_kept_nowhere(cookie, published):
    client = Client()
    client.cookies["sessionid"] = cookie
    for address in ["/", "/min-side/", *published]:
        response = client.get(address)
        assert response.status_code in (200, 302)
        assert "no-store" in response["Cache-Control"]
    assert client.get("/min-side/").url.startswith("/konto/login/")


@pytest.mark.parametrize("cookie", ["x", "a" * 4000, '[["__json_message",0,25,"<script>"]]', "\x80"])
def test_made_up_messages_are_not_shown(cookie, published):
    client = Client()
    client.cookies["messages"] = cookie
    response = client.get(published[0])
    assert response.status_code == 200
    assert "<script>" not in response.text
    assert "no-store" in response["Cache-Control"] or not response.cookies


@pytest.mark.parametrize("address", ["/konto/login/", "/konto/signup/", "/konto/password/reset/"])
def test_a_form_for_everybody_is_kept_nowhere(address, anonymous):
    response = anonymous.get(address)
    assert response.status_code == 200
    assert response.cookies
    assert "no-store" in response["Cache-Control"]


def test_the_answer_that_begins_a_session_is_kept_nowhere(anonymous):
    inger = make_member("Inger")
    inger.emailaddress_set.create(email=inger.email, verified=True, primary=True)
    response = anonymous.post("/konto/login/", {"login": inger.email, "password": PASSWORD})
    assert "sessionid" in response.cookies
    assert "no-store" in response["Cache-Control"]


def test_the_answer_that_keeps_what_was_typed_is_kept_nowhere(anonymous):
    response = anonymous.post("/innovasjon/del/", {"title": "Skrev dette", "written_by": "7"})
    assert "sessionid" in response.cookies
    assert "no-store" in response["Cache-Control"]


def test_the_reader_before_leaves_no_trace(signed_in, anonymous, published):
    bente = make_member("Bente")
    assert "Bente" in signed_in(bente).get(published[0]).text
    assert "Bente" not in anonymous.get(published[0]).text


def test_the_sites_policy_is_strict(anonymous, signed_in, published):
    member = signed_in(make_member("Bente"))
    answers = [anonymous.get(address) for address in [*OPEN_PAGES, *published, "/konto/login/", "/healthz"]]
    answers += [member.get(address) for address in ("/innovasjon/del/", "/min-side/", "/konto/2fa/")]
    answers += [member.post("/innovasjon/del/", {}), anonymous.post("/konto/organisasjon/", {})]
    for response in answers:
        sources = policy(response)
        assert not [word for word in STRICT if word in " ".join(sources.values())], response.request["PATH_INFO"]
        assert sources["default-src"] == sources["form-action"] == "'self'"
        assert sources["object-src"] == sources["base-uri"] == "'none'"
        assert "style-src" not in sources or sources["style-src"] == "'self'"


def test_the_sites_own_markup_keeps_to_its_policy(anonymous, signed_in, published):
    member = signed_in(make_member("Bente"))
    for client, address in [
        *((anonymous, one) for one in [*OPEN_PAGES[:10], *published]),
        (member, "/innovasjon/del/"),
    ]:
        html = client.get(address).text
        assert " style=" not in html, address
        assert " onclick=" not in html, address
        assert "<style" not in html, address
        scripts = re.findall("<script[^>]*>", html)
        assert not [tag for tag in scripts if "src=" not in tag and "application/ld+json" not in tag], address


def test_the_admins_policy_lets_its_editor_work(admin):
    sources = policy(admin.get("/admin/"))
    assert "'unsafe-inline'" in sources["script-src"]
    assert sources["object-src"] == "'none'"
    assert "http" not in " ".join(sources.values())


@pytest.mark.parametrize(
    "address", ["/administrasjon/", "/admin", "//admin/", "/innovasjon/admin/", "/konto/admin-inngang/"]
)
def test_only_the_admin_itself_is_loose(address, anonymous):
    assert "unsafe" not in anonymous.get(address)["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/finnes/ikke/", "/healthz", "/konto/login/", "/admin/", "/api/search/?q=x"])
def test_every_answer_carries_its_headers(address, anonymous):
    response = anonymous.get(address)
    for power in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{power}=()" in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] in ("SAMEORIGIN", "DENY")


def test_a_failure_of_ours_carries_its_headers_as_well(monkeypatch):
    inger = make_member("Inger")
    client = Client(raise_request_exception=False)
    client.force_login(inger)
    monkeypatch.setattr(actions, "withdraw_page", lambda **kwargs: 1 / 0)

    response = client.post(reverse("idea_withdraw", args=[make_idea(inger).pk]))

    assert response.status_code == 500
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"
    assert "Permissions-Policy" in response


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "a b", "testserver@evil", "[::1", ""])
@pytest.mark.parametrize("is_kept", [True, False])
def test_a_host_that_is_not_ours_is_refused(host, is_kept, anonymous, settings):
    settings.PAGE_CACHE = is_kept
    response = anonymous.get("/", HTTP_HOST=host)
    assert response.status_code == 400
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Reference"] in response.text


@pytest.mark.parametrize("is_kept", [True, False])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http://evil.example/", 400),
        ("http://testserver@evil.example/", 400),
        ("http://[::1", 400),
        ("*", 400),
        ("http://TESTSERVER/", 200),
        ("/", 200),
        ("//evil.example/", 200),
    ],
)
def test_a_request_has_one_host(address, status, is_kept, settings):
    settings.PAGE_CACHE = is_kept
    for _again in range(2):
        assert Client(HTTP_HOST="testserver").get("/").status_code == 200
        assert Client(HTTP_HOST="testserver").get("/", RAW_URI=address).status_code == status


@pytest.mark.parametrize("length", ["26214401", "9" * 30, "9" * 5_000])
def test_what_is_too_large_for_any_file_is_not_read(length, anonymous):
    for address in ("/", "/konto/login/", "/admin/", "/finnes/ikke/"):
        assert anonymous.post(address, {}, CONTENT_LENGTH=length).status_code == 413


@pytest.mark.parametrize(
    "address",
    [
        "/..%2fsettings/base.py",
        "/media/../settings/base.py",
        "/media/..%2f..%2fmanage.py",
        "/static/../manage.py",
        "/.git/HEAD",
        "/.env",
    ]
    + [
        "/%ff%fe/",
        "/%00/",
        "/media/%00",
        "/" + "a" * 10_000 + "/",
        "/innovasjon/" + "%2e%2e/" * 50,
        "/innovasjon/%0d%0aSet-Cookie:x/",
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(address, anonymous):
    response = anonymous.get(address)
    assert response.status_code == 404
    assert "Set-Cookie" not in response


@pytest.mark.parametrize("address", ["/", "/healthz", "/finnes/ikke/", "/admin/", "/api/search/?q=x", "/sok/?q=sår"])
def test_a_head_has_the_headers_of_a_get_and_no_body(address):
    """Asked of Django as a server does: its test client takes the body away itself."""
    answers = {method: served(method, address) for method in ("GET", "HEAD")}

    (looked, _body), (asked, nothing) = answers["GET"], answers["HEAD"]
    assert nothing == b""
    assert asked.status_code == looked.status_code
    assert asked.get("Content-Length") == looked.get("Content-Length")


def test_a_head_of_a_file_closes_it_and_sends_nothing(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "bilde.png").write_bytes(b"x" * 100)

    response, body = served("HEAD", "/media/bilde.png")

    assert (response.status_code, response["Content-Length"], body) == (200, "100", b"")
    assert served("GET", "/media/bilde.png")[1] == b"x" * 100


def served(method, address):
    environ = RequestFactory(headers={"host": "testserver"}).generic(method, address).environ
    response = WSGIHandler()(environ, lambda status, headers, exc_info=None: None)
    body = b"".join(response)
    response.close()
    return response, body
