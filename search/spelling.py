"""How near two spellings are, and how far a correction may go."""

from __future__ import annotations


def tolerance(word: str) -> int:
    """Return how many slips a correction of `word` may mend; none in short words and words with digits or signs.

    A hyphen is no sign here.
    """
    if len(word) < 4 or not word.replace("-", "").isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def distance(first: str, second: str, most: int) -> int:
    """Return the slips (a letter added, lost, changed, or two swapped) between words, at most `most` + 1."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and b == first[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
