"""tests/permissions.csv as the tests read it."""

import csv
from pathlib import Path

import pytest

from tests.factories.actors import ACTORS

with (Path(__file__).parent / "permissions.csv").open() as file:
    ROWS = {int(row["row"]): row for row in csv.DictReader(file)}

ALLOWED, DENIED, HIDDEN, LOGIN, OWN = "✓", "–", "4", "L", "o"


def sign(row, actor):
    """Return the first sign of a cell, which is the answer; words after it are a condition with a test of its own."""
    return ROWS[row][actor][0]


def every_actor(row):
    """Parametrise a test over all actors of one row, as (actor, sign)."""
    return pytest.mark.parametrize(("actor", "expected"), [(actor, sign(row, actor)) for actor in ACTORS])


def answered(response):
    """Return the sign that an answer amounts to."""
    if response.status_code == 302 and response.url.startswith("/konto/login/"):
        return LOGIN
    return {403: DENIED, 404: HIDDEN}.get(response.status_code, ALLOWED)
