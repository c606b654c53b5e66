"""Where sessions are kept: who is signed in, in the database; what reading a page leaves there, in the cache.

Allauth remembers a challenge, a new secret or the key of a reset link when its page is read. No GET writes to the
database: a robot could fill the table with sessions of nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.views import INTERNAL_RESET_SESSION_KEY
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.core.cache import caches

logger = logging.getLogger(__name__)
CACHE = "sessions"
PASSING = frozenset({INTERNAL_RESET_SESSION_KEY, SECRET_SESSION_KEY, STATE_SESSION_KEY})
LONGEST_KEY = 40  # characters, of Django's column
PASSING_AGE = 60 * 60  # seconds, as long as a reset link is good


class SessionStore(db.SessionStore):
    """Django's own, but what passes is kept beside the row, and a session of nothing else has no row.

    While `is_reading` no row is written, whoever asks: a session that has ended is taken from the browser, and its row
    is left to the worker; a key is changed at the next POST.
    """

    is_reading = False

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._row: bytes | None = None  # what the row holds, None where there is none

    def load(self) -> dict[str, Any]:
        key = self.session_key
        lasting = super().load()
        self._row = None if self.session_key is None else self._words(lasting)
        passing = _try(lambda: caches[CACHE].get(key)) or {}
        if passing:
            self._session_key = key
        return {**lasting, **passing}

    def exists(self, session_key: str) -> bool:
        return super().exists(session_key) or bool(_try(lambda: caches[CACHE].has_key(session_key)))

    def save(self, must_create: bool = False) -> None:
        """Save what lasts if it has changed, and what passes.

        Raises `UpdateError` when the row was deleted meanwhile: somebody has signed out in another window.
        """
        data = self._get_session(no_load=must_create)
        if self.session_key is None:
            return self.create()
        if must_create:
            self._row = None
        lasting = _lasting(data)
        if not self.is_reading and self._words(lasting) != self._row and (lasting or self._row):
            self._write(must_create)
            self._row = self._words(lasting)
        self._keep({name: data[name] for name in PASSING & data.keys()})
        return None

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return super().create_model_instance(_lasting(data))

    def cycle_key(self) -> None:
        """Change the key; the list of where one is signed in follows."""
        if self.is_reading:
            return
        before = self.session_key
        super().cycle_key()
        UserSession.objects.filter(session_key=before).update(session_key=self.session_key)

    def delete(self, session_key: str | None = None) -> None:
        if self.is_reading:
            return
        super().delete(session_key)
        _try(lambda: caches[CACHE].delete(session_key or self.session_key or ""))

    def _validate_session_key(self, key: str | None) -> bool:
        """Tell whether a key may be one of ours: others are never asked for."""
        return bool(super()._validate_session_key(key) and len(key) <= LONGEST_KEY and key.isascii() and key.isalnum())

    def _write(self, must_create: bool) -> None:
        if must_create or self._row is not None:
            return super().save(must_create)
        # Two windows may be first at once, and a row may lie there whose time is over.
        row, changed = self.create_model_instance(self._session), ["session_data", "expire_date"]
        rows = self.model.objects
        rows.bulk_create([row], update_conflicts=True, unique_fields=["session_key"], update_fields=changed)
        return None

    def _words(self, lasting: dict[str, Any]) -> bytes:
        """Return what compares alike as long as nothing within has changed."""
        return bytes(self.serializer().dumps(lasting))

    def _keep(self, passing: dict[str, Any]) -> None:
        if passing:
            _try(lambda: caches[CACHE].set(self.session_key, passing, PASSING_AGE))
        else:
            _try(lambda: caches[CACHE].delete(self.session_key))


def living_sessions(user: Any) -> list[UserSession]:
    """Return where `user` is signed in, the oldest first; asking deletes nothing."""
    # They are others since the password was changed.
    present = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    sessions = UserSession.objects.filter(user=user).order_by("created_at")
    return [one for one in sessions if SessionStore(one.session_key).get(HASH_SESSION_KEY) in present]


def forget_ended() -> None:
    """Delete the sessions whose time is over, and what was noted of the browsers of all that have ended."""
    SessionStore.clear_expired()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


def _lasting(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in PASSING}


def _try(work: Callable[[], Any]) -> Any:
    """Return what the cache answers; None when it is away: who is signed in stays so."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - each kind of cache fails in a way of its own
        logger.warning("The cache of sessions does not answer: %r", error)
        return None
