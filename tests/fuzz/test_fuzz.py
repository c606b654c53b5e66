"""A few hundred drawn requests in every run; `python -m tests.fuzz --seed N --requests 5000` draws more."""

import pytest

from tests.fuzz.fuzzer import Fuzzer
from tests.fuzz.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("seed", [20260105, 20261122])
def test_nothing_that_is_sent_makes_us_fail_or_writes_what_it_should_not(seed, search_index):
    faulty = [str(sent) for sent in Fuzzer(build(), seed).run(150) if sent.faults]
    assert not faulty, "\n".join(faulty)
