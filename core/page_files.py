from __future__ import annotations

import random

from django.core.cache.backends.filebased import FileBasedCache

ONE_IN = 100


class PageFiles(FileBasedCache):
    """Django's own, but it counts its files at one write in a hundred: counting thousands costs more than a page."""

    def _cull(self) -> None:
        if random.randrange(ONE_IN) == 0:  # noqa: S311 - nobody gains by guessing it
            super()._cull()  # type: ignore[misc] # private to Django, not in its stubs
