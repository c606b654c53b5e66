"""Production starts when it is told all that it needs, and says at once what is missing."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from settings.database import database
from settings.environment import hosts, mail, origin, required, secret, sender

WHOLE = {
    "SECRET_KEY": "0123456789abcdefghijABCDEFGHIJ0123456789abcdefghij",
    "ALLOWED_HOSTS": "markedsplassen.example,www.markedsplassen.example",
    "BASE_URL": "https://markedsplassen.example",
    "DATABASE_URL": "postgres://user:password@localhost/name",
    "EMAIL_URL": "smtp+ssl://user:password@localhost:465",
    "DEFAULT_FROM_EMAIL": "Markedsplassen <ikke-svar@markedsplassen.example>",
}


def manage(*arguments, **variables):
    """Run a command under production settings, with these variables and no others of the site's."""
    inherited = {name: value for name, value in os.environ.items() if name not in WHOLE}
    environment = {**inherited, **variables, "DJANGO_SETTINGS_MODULE": "settings.production"}
    command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
    return subprocess.run(command, cwd=settings.ROOT, env=environment, capture_output=True, text=True, check=False)


def test_production_passes_djangos_own_check_without_a_warning(tmp_path):
    done = manage("check", "--deploy", "--fail-level=WARNING", **WHOLE, VAR=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(("variables", "said"), [({}, "missing"), (dict.fromkeys(WHOLE, " "), "empty")])
def test_every_variable_that_is_not_there_is_named_at_once(variables, said):
    done = manage("check", **variables)
    assert done.returncode != 0
    assert [line for line in done.stderr.splitlines() if line.startswith("  ") and line.endswith(f"is {said}.")] == [
        f"  {name} is {said}." for name in WHOLE
    ]
    assert done.stderr.splitlines()[-len(WHOLE) - 1].endswith("see docs/operations.md:")


WRONG = {
    secret: ["short", "a" * 60],
    hosts: ["*", ",", "https://a.example", "a.example:8000", "a.example,b/c", "a b", "*, a.example"],
    origin: [
        "a.example",
        "http://a.example",
        "https://",
        "https://a.example/x",
        "https://a.example:x",
        "https://u@a.no",
    ],
    database: ["x", "mysql://u:p@h/n", "postgres://", "postgres://u:p@h:x/n", "http://a", "://", "file:/x"],
    mail: ["x", "smtp://", "foo://a", "smtp://h:x", "https://a"],
    sender: ["x", "Markedsplassen", "a@", "Markedsplassen <a b@c>"],
}


@pytest.mark.parametrize(("read", "text"), [(read, text) for read, texts in WRONG.items() for text in texts])
def test_what_is_malformed_is_named(read, text):
    with pytest.raises(ImproperlyConfigured) as refused:
        required({"VARIABLE": text}, {"VARIABLE": read})
    lines = str(refused.value).splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("  VARIABLE must ")


def test_a_secret_is_not_repeated():
    with pytest.raises(ImproperlyConfigured) as refused:
        required({"SECRET_KEY": "hemmelig"}, {"SECRET_KEY": secret})
    assert "hemmelig" not in str(refused.value)


def test_what_is_told_well_is_taken():
    readers = dict(zip(WHOLE, [secret, hosts, origin, database, mail, sender], strict=True))
    given = required({**WHOLE, "BASE_URL": " https://markedsplassen.example:8443/ "}, readers)
    assert given["ALLOWED_HOSTS"] == ["markedsplassen.example", "www.markedsplassen.example"]
    assert given["BASE_URL"] == "https://markedsplassen.example:8443"
    assert (given["DATABASE_URL"]["NAME"], given["DATABASE_URL"]["CONN_HEALTH_CHECKS"]) == ("name", True)
    assert (given["EMAIL_URL"]["EMAIL_PORT"], given["EMAIL_URL"]["EMAIL_USE_SSL"]) == (465, True)
    assert hosts("[::1], .a.example") == ["[::1]", ".a.example"]


def test_sqlite_has_the_queue_of_its_writers_wherever_it_is_used():
    config = database("sqlite:////srv/db.sqlite3")
    assert (config["ENGINE"], config["OPTIONS"]["transaction_mode"]) == ("core.sqlite", "IMMEDIATE")


def test_a_mail_server_that_does_not_answer_is_not_waited_for_for_ever():
    assert 0 < settings.EMAIL_TIMEOUT <= 60
