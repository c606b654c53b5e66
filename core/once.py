"""A form that is sent twice (a double click, a reload) is carried out once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from .models import SentForm


def once(*, key: UUID, user_id: int, carry_out: Callable[[], str]) -> str:
    """Call `carry_out` unless the form `key` of this user was sent before; return the address it leads to."""
    if (answer := _answer(key, user_id)) is not None:
        return answer
    try:
        with transaction.atomic():
            sent = SentForm.objects.create(key=key, user_id=user_id, answer="")
            sent.answer = carry_out()
            sent.save(update_fields=["answer"])
            return sent.answer
    except IntegrityError:
        if (answer := _answer(key, user_id)) is None:
            raise
        return answer


def _answer(key: UUID, user_id: int) -> str | None:
    return SentForm.objects.filter(key=key, user_id=user_id).values_list("answer", flat=True).first()
