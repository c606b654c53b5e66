from __future__ import annotations

import pickle
import random
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

ONE_IN = 100


class PageFiles(FileBasedCache):
    """Django's own, for pages, which are compressed already.

    Its files are counted at one write in a hundred: counting thousands costs more than making a page.
    """

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            with open(self._key_to_file(key, version), "rb") as file:  # type: ignore[attr-defined] # private to Django
                expired = self._is_expired(file)  # type: ignore[attr-defined] # private to Django
                return default if expired else pickle.load(file)  # noqa: S301 - only we write here
        except FileNotFoundError:
            return default

    def _write_content(self, file: Any, timeout: Any, value: Any) -> None:
        pickle.dump(self.get_backend_timeout(timeout), file, self.pickle_protocol)
        pickle.dump(value, file, self.pickle_protocol)

    def _cull(self) -> None:
        if random.randrange(ONE_IN) == 0:  # noqa: S311 - nobody gains by guessing it
            super()._cull()  # type: ignore[misc] # private to Django, not in its stubs
