"""Texts that editors write one on each line."""

from __future__ import annotations


def lines(text: str) -> tuple[str, ...]:
    """Return the texts, each with single spaces, without the lines that are empty."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
