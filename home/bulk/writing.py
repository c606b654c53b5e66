"""What bulk says, before it is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from arena.choices import IdeaKind
from arena.models import IdeaPage
from cases.choices import ExperienceArea
from cases.models import ChallengeMeasure, ExperiencePage, SuccessFactor
from core.access import MEMBERS, OPEN, organisation_key
from core.choices import Language, TermKind
from core.models import BasePage, PageState, Term
from people.models import Membership
from threads.models import Comment, ThreadPage
from threads.rules import reply_parent

from .words import Speech

EIGHTEEN_MONTHS = timedelta(days=540)
NYNORSK, ANSWERS = 0.25, 0.4  # shares of the pages, and of the comments
READERS = (92, 6, 2)  # of a hundred pages: for everyone, for members, for the own organisation
LONGEST_SUMMARY = 300


@dataclass(frozen=True)
class Source:
    """Who writes, what there is to write about, in which words, and the moment all of it lies before."""

    members: Sequence[Membership]
    terms: Mapping[str, Sequence[Term]]
    speech: Mapping[str, Speech]
    until: datetime


class Written(NamedTuple):
    page: BasePage
    state: PageState


class Writer:
    """Writes what the dice say: the same dice, the same texts."""

    def __init__(self, source: Source, dice: Random) -> None:
        self.source, self.dice = source, dice

    def write(self, kind: str, slug: str) -> Written:
        """Return a page of one kind with its state, neither of them stored."""
        model, own = KINDS[kind]
        dice, member = self.dice, self.dice.choice(self.source.members)
        language = Language.NYNORSK if dice.random() < NYNORSK else Language.BOKMAL
        speech = self.source.speech[language]
        page = model(
            slug=slug,
            title=speech.title(dice),
            summary=speech.sentence(dice)[:LONGEST_SUMMARY],
            body=speech.paragraphs(dice, dice.randint(1, 4)),
            language=language,
            owner=member.user,
            first_published_at=_whole(self.source.until - EIGHTEEN_MONTHS * dice.random()),
            service_areas=self._terms(TermKind.SERVICE_AREA, 2),
            themes=self._terms(TermKind.THEME, 3),
            **own(self, speech),
        )
        return Written(page, self._state(page, member))

    def comments(self, written: Sequence[Written], count: int) -> list[Comment]:
        """Return so many comments on the pages, in the order of their times; a few pages get most of them (Zipf)."""
        ranked = self.dice.sample(written, len(written))
        shares = [1 / rank for rank in range(1, len(ranked) + 1)]
        chosen = self.dice.choices(range(len(ranked)), weights=shares, k=count)
        moments = sorted((self._after(ranked[place].page.first_published_at), place) for place in chosen)
        said: dict[int, list[Comment]] = defaultdict(list)
        return [self._comment(ranked[place], at, said[place]) for at, place in moments]

    def _comment(self, on: Written, at: datetime, before: list[Comment]) -> Comment:
        member = self.dice.choice(self.source.members)
        answered = self.dice.choice(before) if before and self.dice.random() < ANSWERS else None
        parent = reply_parent(answered) if answered else None
        speech = self.source.speech.get(member.user.language, self.source.speech[Language.BOKMAL])
        comment = Comment(
            page=on.page,
            parent=parent,
            root=(parent.root or parent) if parent else None,
            depth=parent.depth + 1 if parent else 1,
            author=member.user,
            organisation=member.organisation,
            body=speech.paragraphs(self.dice, self.dice.randint(1, 2)),
            created_at=at,
        )
        before.append(comment)
        on.state.comment_count += 1
        on.state.last_activity_at = at
        return comment

    def _state(self, page: BasePage, member: Membership) -> PageState:
        keys = (OPEN, MEMBERS, organisation_key(member.organisation_id))
        return PageState(
            page=page,
            access_key=self.dice.choices(keys, READERS)[0],
            author=member.user,
            organisation=member.organisation,
            last_activity_at=page.first_published_at,
        )

    def _terms(self, kind: str, most: int) -> Iterable[Term]:
        return self.dice.sample(self.source.terms[kind], self.dice.randint(1, most))

    def _after(self, at: datetime) -> datetime:
        """Return a moment after `at`, most often soon after."""
        return _whole(at + (self.source.until - at) * self.dice.random() ** 3)

    def _idea(self, speech: Speech) -> dict[str, Any]:
        return {
            "kind": self.dice.choice(IdeaKind.values),
            "phase": self.dice.choice(self.source.terms[TermKind.PHASE]),
            "current_situation": speech.paragraphs(self.dice, 1),
            "desired_outcome": speech.paragraphs(self.dice, 1),
        }

    def _thread(self, speech: Speech) -> dict[str, Any]:
        return {}

    def _experience(self, speech: Speech) -> dict[str, Any]:
        dice = self.dice
        pairs = [(speech.sentence(dice), speech.sentence(dice)) for _pair in range(dice.randint(0, 3))]
        factors = [speech.sentence(dice) for _factor in range(dice.randint(0, 3))]
        return {
            "area": dice.choice(ExperienceArea.values),
            "solution": speech.title(dice),
            "weeks_in_use": dice.randint(0, 150),
            "success_factors": [SuccessFactor(sort_order=n, text=text) for n, text in enumerate(factors)],
            "challenges": [
                ChallengeMeasure(sort_order=n, challenge=challenge, measure=measure)
                for n, (challenge, measure) in enumerate(pairs)
            ],
        }


def _whole(at: datetime) -> datetime:
    """Return the second of a moment: revisions keep no more than thousandths."""
    return at.replace(microsecond=0)


KINDS: dict[str, Any] = {
    "idea": (IdeaPage, Writer._idea),
    "thread": (ThreadPage, Writer._thread),
    "experience": (ExperiencePage, Writer._experience),
}
