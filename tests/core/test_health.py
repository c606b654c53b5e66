import logging
import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from core import health
from search import service
from search.engines.base import StaleIndex

pytestmark = pytest.mark.django_db
WHOLE = {"database": "ok", "migrations": "ok", "disk": "ok"}


@pytest.fixture
def _all_is_well(search_index, settings):
    settings.VAR.mkdir(exist_ok=True)
    health.beat()


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_healthy_site_says_so_to_anybody_and_is_never_kept(address, anonymous):
    response = anonymous.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_the_answers_are_what_watchers_read(anonymous):
    assert anonymous.get("/healthz").content == b"ok"
    assert anonymous.get("/readyz").json()["database"] == "ok"


@pytest.mark.usefixtures("_all_is_well")
def test_a_site_with_all_its_parts_is_ok(anonymous):
    response = anonymous.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", **WHOLE, "worker": "ok", "search": "ok"}


@pytest.mark.usefixtures("_all_is_well")
def test_a_worker_that_is_not_heard_of_makes_pages_no_worse(anonymous):
    for ahead, word in [(60, "ok"), (600, "silent")]:
        with time_machine.travel(timezone.now() + timedelta(seconds=ahead)):
            response = anonymous.get("/readyz")
        assert (response.status_code, response.json()["worker"]) == (200, word)
    assert response.json()["status"] == "degraded"


@pytest.mark.usefixtures("_all_is_well")
@pytest.mark.parametrize(
    ("answering", "word"),
    [([False], "away"), ([False, True], "reserve"), ([True, False], "no-reserve"), ([False, False], "away")],
)
def test_a_site_without_its_search_is_ready_still(anonymous, monkeypatch, answering, word):
    monkeypatch.setattr(service, "in_service", lambda: [AnEngine(answers) for answers in answering])
    response = anonymous.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "degraded", **WHOLE, "worker": "ok", "search": word}


class AnEngine:
    def __init__(self, answers):
        self.answers = answers

    def search(self, query):
        if not self.answers:
            raise StaleIndex("/secret/path")


@pytest.mark.usefixtures("_all_is_well")
def test_a_site_with_a_full_disk_is_not_ready(anonymous, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=10_000))
    response = anonymous.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "away", **WHOLE, "disk": "full"}


def test_a_site_whose_folder_is_gone_is_not_ready(anonymous, settings, tmp_path):
    settings.VAR = tmp_path / "gone"
    assert anonymous.get("/readyz").json()["disk"] == "away"


def test_a_site_whose_database_is_older_than_its_code_is_not_ready(anonymous, monkeypatch):
    health._need_all_applied.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: ["0002"])
        response = anonymous.get("/readyz")
        assert (response.status_code, response.json()["migrations"]) == (503, "pending")
    assert anonymous.get("/readyz").json()["migrations"] == "ok"


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
    assert response.json()["status"] == response.json()["database"] == "away"
    assert "secret" not in response.text
