from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.spelling import distance, tolerance

WORDS = st.text("abcå", max_size=7)


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [
        ("sår", "sår", 0),
        ("komune", "kommune", 1),
        ("kommunne", "kommune", 1),
        ("jurnal", "journal", 1),
        ("pasinet", "pasient", 1),
        ("anskafesle", "anskaffelse", 2),
        ("abc", "xyz", 3),
        ("", "sår", 3),
    ],
)
def test_slips_between_words(first, second, slips):
    assert distance(first, second, 3) == distance(second, first, 3) == slips


@settings(deadline=None)
@given(WORDS, WORDS, st.integers(0, 3))
def test_a_limit_only_cuts(first, second, most):
    assert distance(first, second, most) == min(distance(first, second, 99), most + 1)


@pytest.mark.parametrize(
    ("word", "slips"), [("sår", 0), ("epj2", 0), ("e-helse", 1), ("måle", 1), ("journal", 1), ("kommunen", 2)]
)
def test_short_words_and_numbers_may_not_be_corrected(word, slips):
    assert tolerance(word) == slips
