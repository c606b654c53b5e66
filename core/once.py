"""A form that is sent twice (a double click, a reload) is carried out once."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.http import QueryDict

from .models import SentForm, UnsentForm

NOT_CONTENT = {"csrfmiddlewaretoken", "form_key", "unsent_version"}


class SentOtherwise(Exception):
    """The form was sent before with something else in it; `answer` is the address that led to."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


def once(*, key: UUID, user_id: int, posted: QueryDict, carry_out: Callable[[], str]) -> str:
    """Call `carry_out` unless the form `key` of this user was sent before; return the address it leads to.

    What was kept of the form while it was typed (core/unsent.py) is kept no longer.
    Raises `SentOtherwise` when the form was sent before with other content than is `posted` now.
    """
    # Keys come from browsers: two users may send the same one.
    own_key, digest = uuid5(key, str(user_id)), _digest(posted)
    if (sent := _sent(own_key)) is None:
        try:
            with transaction.atomic():
                sent = SentForm.objects.create(key=own_key, user_id=user_id, digest=digest, answer="")
                sent.answer = carry_out()
                sent.save(update_fields=["answer"])
                UnsentForm.objects.filter(user_id=user_id, key=key).delete()
        except IntegrityError:
            if (sent := _sent(own_key)) is None:
                raise
    if sent.digest != digest:
        raise SentOtherwise(sent.answer)
    return sent.answer


def was_sent(*, key: UUID, user_id: int) -> bool:
    """Tell whether this user has sent the form `key`."""
    return _sent(uuid5(key, str(user_id))) is not None


def _sent(own_key: UUID) -> SentForm | None:
    return SentForm.objects.filter(key=own_key).first()


def _digest(posted: QueryDict) -> str:
    """Return a digest, 64 hexadecimal digits, of what the sender wrote and chose."""
    content = posted.copy()
    for name in NOT_CONTENT:
        content.pop(name, None)
    return sha256(content.urlencode().encode()).hexdigest()
