"""Where a page of hits begins: after a hit, never at an offset.

So nothing is shown twice or left out when something is written between two pages, and the last page can be reached. As
it stands in an address a place is sealed: what an engine is asked to compare with has come out of it, and nobody reads
the score, which tells of documents that are closed to him: they count in how rare a word is. The same place is sealed
the same each time, so that a page that is made anew is the same page (RFC 5297).
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha512
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

MOST_CHARACTERS = 2_000
DRIFT = 0.2  # of a score, which every document that is stored changes a little


class Place(NamedTuple):
    """Where a hit stands: its `number`, from 1, among those shown, and what the order goes by.

    By `score`, the highest first (0 when sorted by date), then by `published`, in seconds of Unix time, the newest
    first, then by `uid`.
    """

    number: int
    score: float
    published: int
    uid: str

    @property
    def key(self) -> tuple[float, int, str]:
        """Return what comes before that of every place behind it."""
        return -self.score, -self.published, self.uid

    def now(self, score: float | None) -> Place:
        """Return the place of the hit when it has `score` by now.

        A score that is quite another belongs to a hit that was edited: it stood where it stood.
        """
        drifted = score is not None and abs(score - self.score) <= DRIFT * abs(self.score)
        return self._replace(score=score) if drifted else self


def encode(place: Place) -> str:
    """Return `place` as it stands in an address."""
    plain = json.dumps(place, separators=(",", ":")).encode()
    return urlsafe_b64encode(_seals()[0].encrypt(plain, None)).decode()


def decode(text: str) -> Place | None:
    """Return the place written in an address; None, which is the first page, for anything that is none."""
    if len(text) > MOST_CHARACTERS:
        return None
    for seal in _seals():
        try:
            return Place(*json.loads(seal.decrypt(urlsafe_b64decode(text), None)))
        except (InvalidTag, ValueError, TypeError):  # TypeError: sealed by a version whose places were other
            continue
    return None


def _seals() -> list[AESSIV]:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [AESSIV(sha512(f"{__name__}:{key}".encode()).digest()) for key in keys]
