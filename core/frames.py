"""Room for the frames of a request.

CPython 3.11 keeps the frames of calls in chunks of 16 kB, and gives one back as soon as its first frame is left. A loop
that happens to call across the edge of a chunk asks the kernel for memory at every turn: for a list of twenty 900
times, a third of its cost. A frame that needs more than a chunk gets a larger one, and what it calls lies in the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SLOTS = 40_000  # of 8 bytes; with them a chunk of 512 kB, of which the calls below get 190


def with_room(application: Callable[..., Any]) -> Callable[..., Any]:
    """Return a WSGI application that answers as `application` does, with one chunk for all its frames."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        return application(environ, start_response)

    answer.__code__ = answer.__code__.replace(co_stacksize=SLOTS)
    return answer
