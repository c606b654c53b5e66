from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

from django.db import transaction
from wagtail.models import Page

from arena.models import IdeaIndexPage
from cases.models import ExperienceIndexPage
from core.choices import TermKind
from core.clock import now
from core.models import PageState, Term
from people.models import Membership
from threads.models import ThreadIndexPage, ThreadPage

from . import storing
from .words import speeches
from .writing import Source, Writer

MOST = 200_000
BATCH = 1000  # items of one transaction
# Pages of each kind in a batch; the rest are comments. The largest bulk has 9,000 pages below each section then, where
# one parent may have 10,000.
PAGES = 45
SECTIONS = {"idea": IdeaIndexPage, "thread": ThreadIndexPage, "experience": ExperienceIndexPage}


class NobodyWrites(Exception):
    """There is nobody who could write, or nothing to write about."""


def make(*, scale: int, seed: int) -> Iterator[int]:
    """Make what is missing of `scale` items, rounded up to whole thousands; yield how many there are, also at first.

    The n-th thousand of a seed has the same texts, writers and readers every time; its times are counted back from
    now. What an earlier run made is left alone, so one that was stopped can be taken up again. Raises `NobodyWrites`
    and `storing.SectionFull`. Side effects: audit entries; search changes, which the worker takes.
    """
    source, sections = find_source(), sections_of_kinds()
    begun = _batches(seed)
    yield begun * BATCH
    for batch in range(begun, math.ceil(scale / BATCH)):
        writer = Writer(source, Random(f"{seed}:{batch}"))  # noqa: S311 - nothing depends on nobody guessing it
        with transaction.atomic():
            _store(writer, sections, f"{_prefix(seed)}{batch:03d}")
        yield (batch + 1) * BATCH


def _store(writer: Writer, sections: dict[str, Page], prefix: str) -> None:
    """Write and store one batch."""
    written = []
    for kind, section in sections.items():
        of_kind = [writer.write(kind, f"{prefix}{number:02d}") for number in range(PAGES)]
        storing.add_pages(section, [one.page for one in of_kind])
        written += of_kind
    comments = writer.comments(written, BATCH - len(written))
    PageState.objects.bulk_create([one.state for one in written])
    storing.add_comments(comments)


def _prefix(seed: int) -> str:
    """Return how the addresses of a seed begin; the number of the batch comes next."""
    return f"laget-{seed}-"


def _batches(seed: int) -> int:
    """Return how many batches of a seed have been stored."""
    slugs = ThreadPage.objects.filter(slug__startswith=_prefix(seed)).order_by("slug").values_list("slug", flat=True)
    newest = slugs.last()
    return int(newest.removeprefix(_prefix(seed))[:3]) + 1 if newest else 0


def sections_of_kinds() -> dict[str, Page]:
    """Return where members' pages of each kind are: below the sections of the default language's tree."""
    return {kind: model.objects.originals().get() for kind, model in SECTIONS.items()}


def find_source() -> Source:
    """Return who writes and what there is to write about. Raises `NobodyWrites`."""
    members = Membership.objects.current().filter(verified_at__isnull=False).select_related("user", "organisation")
    terms = {kind: list(Term.objects.filter(kind=kind).order_by("slug")) for kind in TermKind.values}
    source = Source(list(members.order_by("user__email", "organisation__slug")), terms, speeches(), now())
    if not (source.members and all(terms.values())):
        raise NobodyWrites("There are no members or no terms yet; load_demo makes some.")
    return source
