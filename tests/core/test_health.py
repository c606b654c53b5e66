import logging

import pytest
from django.db import OperationalError, connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_healthy_site_says_so_to_anybody_and_is_never_kept(address, anonymous):
    response = anonymous.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_the_answers_are_what_watchers_read(anonymous):
    assert anonymous.get("/healthz").content == b"ok"
    assert anonymous.get("/readyz").json() == {"database": "ok"}


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_sent_to_them(address, method, anonymous):
    assert getattr(anonymous, method)(address).status_code == 405


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_head_is_enough(address, anonymous):
    response = anonymous.head(address)
    assert (response.status_code, response.content) == (200, b"")


def test_the_process_lives_without_its_database(anonymous, django_assert_num_queries):
    with django_assert_num_queries(0):
        anonymous.get("/healthz")


def test_a_site_without_its_database_is_not_ready(monkeypatch, caplog):
    def away(*args):
        raise OperationalError("connection refused: secret-host:5432")

    monkeypatch.setattr(connection, "cursor", away)
    with caplog.at_level(logging.CRITICAL, logger="django.request"):
        response = Client(raise_request_exception=False).get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "away"}
    assert "secret" not in response.text
