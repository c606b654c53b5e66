"""The engines of this site: the one that is asked, and the reserve that answers while it cannot."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from django.conf import settings

from .analysis.lexicon import lexicon
from .engines import engine_class
from .engines.base import Engine, EngineError

Answered = TypeVar("Answered")


@cache
def engine() -> Engine:
    """Return the engine that the settings name."""
    return engine_class(settings.SEARCH["ENGINE"]).from_settings(settings.SEARCH)


@cache
def reserve() -> Engine | None:
    """Return the engine that answers while the first one cannot; None where the settings name none."""
    name = settings.SEARCH.get("RESERVE")
    return engine_class(name).from_settings(settings.SEARCH) if name else None


def in_service() -> list[Engine]:
    """Return every engine that is kept up to date, the one that is asked first in front."""
    spare = reserve()
    return [engine(), spare] if spare else [engine()]


def need_lexicon() -> None:
    """Raise EngineError while no engine can read a word, because the lexicon is not built."""
    try:
        lexicon()
    except FileNotFoundError as error:
        raise EngineError(str(error)) from error


def ask(question: Callable[[Engine], Answered]) -> tuple[Answered, bool]:
    """Return what the engine answers, or the reserve when it cannot, and whether it was the reserve.

    Raises EngineError when neither of them answers, or could without its lexicon.
    """
    need_lexicon()
    spare = reserve()
    if spare and engine().rests():
        return question(spare), True
    try:
        return question(engine()), False
    except EngineError:
        if spare is None:
            raise
        return question(spare), True
