"""Who may read what, decided by one word on the thing and a set of words on the reader.

The words (`open`, `members`, `org:<id>`, `room:<id>`) are the same in the database and in the search index. Rooms above
core add the words they know of with `register_keys`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from .choices import Audience

OPEN = "open"
MEMBERS = "members"

_providers: list[Callable[[Any], Iterable[str]]] = []


def organisation_key(organisation_id: int) -> str:
    """Return the access key of what only one organisation may read."""
    return f"org:{organisation_id}"


def audience_of(access_key: str) -> Audience:
    """Return the readers that an access key stands for, in the words their author chooses among."""
    return {OPEN: Audience.OPEN, MEMBERS: Audience.MEMBERS}.get(access_key, Audience.ORGANISATION)


def register_keys(provider: Callable[[Any], Iterable[str]]) -> None:
    """Register a function from a signed-in user to the access keys that user holds."""
    _providers.append(provider)


def access_keys(user: Any) -> frozenset[str]:
    """Return every access key `user` holds; asked of the database once for each user object."""
    if user is None or not user.is_authenticated:
        return frozenset({OPEN})
    if not hasattr(user, "_access_keys"):
        user._access_keys = frozenset({OPEN}).union(*(provider(user) for provider in _providers))
    return user._access_keys
