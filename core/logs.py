"""How a line of the log looks: on one line whatever a browser sent, with the number of the request behind it."""

from __future__ import annotations

import logging
import re

from . import reference

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ALLOWED = "\n\t"  # in a traceback, which has lines of its own


def escaped(text: str, *, allowed: str = "") -> str:
    """Return `text` with control characters and marks of direction written out, as in `\\x1b`."""

    def write_out(match: re.Match[str]) -> str:
        sign = match[0]
        return sign if sign in allowed else sign.encode("unicode_escape").decode()

    return CONTROLS.sub(write_out, text)


class Formatter(logging.Formatter):
    """Message, reference and, for faults, the traceback; nothing in them moves the cursor of whoever reads the log."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        number = reference.current()
        return escaped(super().formatMessage(record)) + (f" [{number}]" if number else "")

    def formatException(self, ei: object) -> str:
        return escaped(super().formatException(ei), allowed=ALLOWED)  # type: ignore[arg-type] # as the base class has it
