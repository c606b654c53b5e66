from __future__ import annotations

import pytest

from search.engines import ENGINES

# What an engine's tests need: the database it lies in. Those of other databases are left out.
NEEDED = {"postgresql": [pytest.mark.django_db, pytest.mark.postgres_only]}

EVERY_ENGINE = [pytest.param(name, marks=NEEDED.get(name, [])) for name in ENGINES]
