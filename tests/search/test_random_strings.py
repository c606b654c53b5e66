"""Whatever is sent is answered. `RANDOM_STRINGS=10000` asks for more of it; how long it takes: `search_bench`."""

from __future__ import annotations

import os

import pytest

from search.drain import drain
from search.evaluation.strings import LONGEST, strings
from tests.factories.articles import make_article

COUNT = int(os.environ.get("RANDOM_STRINGS", "200"))
ADDRESSES = ("/sok/", "/api/search/", "/api/search/suggest/")


@pytest.mark.django_db
def test_no_string_is_an_error(search_index, anonymous, settings):
    settings.LIMITS_TIMES = COUNT
    make_article("Sår & <b>journal</b>", "kommune AND pasientjournal e-helse")
    drain()
    for number, text in enumerate(strings(COUNT)):
        address = ADDRESSES[number % len(ADDRESSES)]
        response = anonymous.get(address, {"q": text})
        assert response.status_code == 200, (address, text)
        assert "<script>" not in response.text.partition("<main")[2], (address, text)


def test_the_strings_are_the_same_every_time_and_of_every_length():
    made = list(strings(200))
    assert made == list(strings(200))
    assert max(map(len, made)) == LONGEST
    assert any("\x00" in text for text in made)
    assert len(set(made)) > 190
