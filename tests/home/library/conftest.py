from pathlib import Path

import pytest

from home.library.reading import read_report

REPORTS = Path(__file__).parent / "reports"


@pytest.fixture(scope="session")
def read():
    """Reads one of the made-up reports by its file's name."""

    def read(name):
        return read_report((REPORTS / name).read_bytes(), name=name)

    return read
