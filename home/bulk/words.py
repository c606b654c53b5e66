"""Made-up Norwegian: the words of the demo's texts, each as often as its rank says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from random import Random

from core.choices import Language
from home.demo.world import rows

WORD = re.compile(r"[^\W\d_]{2,}")
SOURCES = [("ideas", "idea"), ("threads", "thread"), ("experiences", "experience"), ("events", "event")]
TOLD = ("title", "summary", "body", "current_situation", "desired_outcome")
EXPONENT, SHIFT = 1.05, 2.7  # of the law of Zipf and Mandelbrot: a word of rank r comes 1 / (r + SHIFT) ** EXPONENT
COMPOUND = 0.05  # the share of words that are two put together, which is what keeps a Norwegian vocabulary growing
LONG = 5  # letters of a word that others are put together with


class Speech:
    """Text without meaning, but with the frequencies of a language; whoever asks brings the dice."""

    def __init__(self, texts: Iterable[str]) -> None:
        counted = Counter(word for text in texts for word in WORD.findall(text.lower()))
        self.ranked = sorted(counted, key=lambda word: (-counted[word], word))
        self.weights = list(accumulate((rank + SHIFT) ** -EXPONENT for rank in range(1, len(self.ranked) + 1)))
        self.long = [word for word in self.ranked if len(word) >= LONG]

    def words(self, dice: Random, count: int) -> list[str]:
        """Return `count` words."""
        words = dice.choices(self.ranked, cum_weights=self.weights, k=count)
        return [self._compound(dice) if dice.random() < COMPOUND else word for word in words]

    def title(self, dice: Random) -> str:
        return " ".join(self.words(dice, dice.randint(3, 8))).capitalize()

    def sentence(self, dice: Random) -> str:
        return f"{' '.join(self.words(dice, dice.randint(5, 18))).capitalize()}."

    def paragraphs(self, dice: Random, count: int) -> str:
        """Return so many paragraphs of two to six sentences, a blank line between them."""
        return "\n\n".join(
            " ".join(self.sentence(dice) for _sentence in range(dice.randint(2, 6))) for _paragraph in range(count)
        )

    def _compound(self, dice: Random) -> str:
        return f"{dice.choice(self.long)}s{dice.choice(self.long)}"


def speeches() -> dict[str, Speech]:
    """Return how bokmål and nynorsk are spoken in the demo world, by the code of the language."""
    texts: dict[str, list[str]] = {Language.BOKMAL: [], Language.NYNORSK: []}
    for file, table in SOURCES:
        for row in rows(file, table):
            texts[row["language"]] += [row[name] for name in TOLD if name in row]
    speaks = {row["email"]: row["language"] for row in rows("people", "person")}
    for thread in rows("threads", "thread"):
        for comment in thread["comment"]:
            texts[speaks[comment["author"]]].append(comment["body"])
    return {language: Speech(said) for language, said in texts.items()}
