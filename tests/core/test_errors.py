"""Error pages: a number that stands in the log, words for people, and nothing asked of the database."""

import logging
import re

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from core import logs, maintenance, reference
from tests.factories.people import make_member, make_supplier, make_user

pytestmark = pytest.mark.django_db


def failing(error):
    def view(*args, **kwargs):
        raise error

    return view


@pytest.fixture
def browser():
    client = Client(raise_request_exception=False)
    client.force_login(make_member("Inger"))
    return client


@pytest.fixture
def closed(settings, tmp_path):
    settings.VAR = tmp_path
    switch = tmp_path / maintenance.FILE
    switch.touch()
    return switch


def log_of(caplog):
    return [logs.Formatter("%(message)s").format(record) for record in caplog.records]


LARGE = b"a=" + b"b" * 3_000_000
FORM = "application/x-www-form-urlencoded"
REFUSED = {
    400: lambda client: client.get("/", HTTP_HOST="evil.example"),
    403: lambda client: Client(enforce_csrf_checks=True).post("/konto/login/", {}),
    404: lambda client: client.get("/finnes/ikke/"),
    413: lambda client: client.generic("POST", "/innovasjon/del/", LARGE, content_type=FORM),
}


@pytest.mark.parametrize("status", REFUSED)
def test_a_refusal_shows_its_number_and_the_log_has_it(status, browser, caplog, monkeypatch):
    numbers = []
    monkeypatch.setattr(reference.refused, "info", lambda *args: numbers.append(reference.current()))

    response = REFUSED[status](browser)

    assert response.status_code == status
    assert [response[reference.HEADER]] == numbers
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}", numbers[0])
    assert numbers[0] in response.text


@pytest.mark.parametrize(
    ("error", "status"), [(ZeroDivisionError("x"), 500), (OperationalError("x"), 503), (InterfaceError("x"), 503)]
)
def test_a_failure_is_told_without_asking_the_database(error, status, browser, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("people.middleware.StaffMfaMiddleware.__call__", failing(error))
    with django_assert_num_queries(0):
        response = browser.get("/om/")
    assert response.status_code == status
    assert response[reference.HEADER] in response.text
    assert "no-store" in response["Cache-Control"]
    assert response.get("Retry-After") == ("30" if status == 503 else None)
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_a_program_gets_its_failure_as_json(browser, monkeypatch):
    monkeypatch.setattr("search.views.answer_to", failing(OperationalError("secret-host")))
    response = browser.get("/api/search/?q=x")
    assert response.json() == {"error": 503, "reference": response[reference.HEADER]}


def test_every_line_of_a_request_ends_with_its_number(browser, monkeypatch):
    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(logs.Formatter("%(message)s").format(record))
    monkeypatch.setattr("home.views.my_things", failing(ZeroDivisionError("x")))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    response = browser.get("/min-side/")
    logger.removeHandler(handler)

    assert lines[0].splitlines()[0] == f"Internal Server Error: /min-side/ [{response[reference.HEADER]}]"
    assert "ZeroDivisionError" in lines[0]


def test_outside_of_a_request_a_line_has_no_number():
    record = logging.LogRecord("search", logging.WARNING, "", 1, "%s failed", ("drain",), None)
    assert logs.Formatter("%(message)s").format(record) == "drain failed"


@pytest.mark.parametrize(
    "evil", ["a\nERROR forged", "\x1b[2Jgone", "a\rb", "\u202etxt", "x\x85y", "\u2028z", "\x9b31m"]
)
def test_nothing_in_the_log_moves_the_cursor(evil, caplog):
    record = logging.LogRecord("refused", logging.INFO, "", 1, "404 GET %s", (evil,), None)
    line = logs.Formatter("%(message)s").format(record)
    assert line.isprintable()
    assert len(line.splitlines()) == 1


CLOSED = ["/", "/nn/", "/trader/", "/sok/?q=x", "/konto/signup/", "/min-side/", "/finnes/ikke/", "/innovasjon/del/"]


@pytest.mark.parametrize("address", CLOSED)
def test_a_closed_site_says_so_without_asking_the_database(address, closed, browser, django_assert_num_queries):
    with django_assert_num_queries(0):
        answers = [browser.get(address), browser.post(address, {"title": "x"})]
    for response in answers:
        assert (response.status_code, response["Retry-After"]) == (503, "600")
        assert "no-store" in response["Cache-Control"]
        assert response[reference.HEADER] in response.text


@pytest.mark.parametrize(
    "address", ["/healthz", "/readyz", "/admin/", "/konto/login/", "/nn/konto/login/", "/_util/login/"]
)
def test_watchers_and_staff_get_into_a_closed_site(address, closed, anonymous):
    assert anonymous.get(address).status_code in (200, 302)


def test_a_site_is_open_again_when_the_file_is_gone(closed, anonymous, settings):
    closed.unlink()
    assert anonymous.get("/om/").status_code == 200
    settings.MAINTENANCE = True
    assert anonymous.get("/om/").status_code == 503


@pytest.mark.parametrize(("belongs", "told"), [(False, True), (True, False)])
def test_whoever_belongs_to_no_organisation_is_told_what_to_do(belongs, told, signed_in):
    user = make_supplier("Arne", "Stor leverandør AS") if belongs else make_user("Arne")
    refused = signed_in(user).get("/nn/erfaringer/godkjenning/" if belongs else "/nn/innovasjon/del/")
    assert refused.status_code == 403
    main = refused.text.split("<main")[1].split("</main")[0]
    assert ('href="/nn/om/kontakt/"' in main) is told
