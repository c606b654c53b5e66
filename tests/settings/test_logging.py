"""The log tells of faults of ours, and has one short line for each request that was refused with an error page."""

import logging

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client

from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def told(caplog):
    return [(record.name, record.levelname) for record in caplog.records if record.levelno >= logging.WARNING]


def refused(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "refused"]


def fail(error):
    def view(*args, **kwargs):
        raise error

    return view


def test_what_a_browser_does_wrong_is_not_told(caplog, anonymous, signed_in):
    member = signed_in(make_member("Inger"))
    answers = [
        anonymous.get("/finnes/ikke/"),
        anonymous.get("/", HTTP_HOST="evil.example"),
        anonymous.put("/"),
        anonymous.generic("POST", "/innovasjon/del/", b"a=" + b"b" * 3_000_000, "application/x-www-form-urlencoded"),
        Client(enforce_csrf_checks=True).post("/konto/login/", {}),
        member.get("/admin/", follow=True),
        member.post("/innovasjon/del/", {}),
    ]
    assert [answer.status_code for answer in answers] == [404, 400, 405, 413, 403, 403, 422]
    assert told(caplog) == []
    assert refused(caplog) == [
        "404 GET /finnes/ikke/",
        "400 GET /",
        "413 POST /innovasjon/del/",
        "403 POST /konto/login/",
        "403 GET /konto/admin-inngang/",
    ]


@pytest.mark.parametrize("error", [PermissionDenied("x"), SuspiciousOperation("x")])
def test_what_is_refused_is_not_told(error, caplog, signed_in, monkeypatch):
    monkeypatch.setattr("home.views.my_things", fail(error))
    assert signed_in(make_member("Inger")).get("/min-side/").status_code in (400, 403)
    assert told(caplog) == []


def test_a_fault_of_ours_is_told_with_where_it_happened(caplog, monkeypatch):
    monkeypatch.setattr("home.views.my_things", fail(ZeroDivisionError("x")))
    client = Client(raise_request_exception=False)
    client.force_login(make_member("Inger"))

    assert client.get("/min-side/").status_code == 500

    assert told(caplog) == [("django.request", "ERROR")]
    assert caplog.records[0].getMessage() == "Internal Server Error: /min-side/"
    assert caplog.records[0].exc_info


def test_what_our_own_code_warns_of_is_told(caplog):
    logging.getLogger("search.drain").warning("%s failed", "drain")
    assert told(caplog) == [("search.drain", "WARNING")]
