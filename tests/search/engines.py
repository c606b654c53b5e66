from __future__ import annotations

import pytest

from search.engines import ENGINES

# What the tests of an engine need besides itself: its server, or the database it lies in.
NEEDED = {
    "postgresql": [pytest.mark.django_db, pytest.mark.postgres_only],
    "elasticsearch": [pytest.mark.elasticsearch],
}

EVERY_ENGINE = [pytest.param(name, marks=NEEDED.get(name, [])) for name in ENGINES]
