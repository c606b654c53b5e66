from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from core.models import SearchChange
from search.drain import UNREADABLE, drain, expected
from search.engines.base import Engine, EngineError
from search.service import in_service


class Command(BaseCommand):
    help = "Compares the search index, and that of the reserve, with the database and names what is wrong in them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend what is wrong as well")

    def handle(self, *, repair: bool, **options: Any) -> None:
        wrong = []
        for engine in in_service():
            try:
                wrong += self._verify(engine, repair)
            except (EngineError, DatabaseError) as error:
                wrong.append(f"{engine.name} cannot be compared: {error}")
        if wrong:
            raise CommandError("\n".join(wrong))

    def _verify(self, engine: Engine, repair: bool) -> list[str]:
        """Compare one index, mend it if asked to, and return what there is to say of what is left."""
        faults, size = self._faults(engine)
        if faults and repair:
            changes = [SearchChange(uid=uid, lacked_by=engine.name) for _fault, uid in faults]
            SearchChange.objects.bulk_create(changes)
            mended = len(faults)
            faults, size = self._faults(engine)
            self.stdout.write(f"{engine.name}: {mended - len(faults)} mended")
        if faults:
            of_all = f"{len(faults)} of {size} documents are wrong"
            return [f"{engine.name}: {of_all}; --repair or search_rebuild mends all but the unreadable."]
        self.stdout.write(f"{engine.name}: {size} documents, all as they should be")
        return []

    def _faults(self, engine: Engine) -> tuple[list[tuple[str, str]], int]:
        """Return what is wrong with which document, and how many there should be.

        What is saved while the two are read differs in them for a moment; what is wrong does so when they are read
        again, and in the same way.
        """
        differing, size = _differences(engine)
        if differing:
            again, size = _differences(engine)
            differing &= again
        faults = sorted((_fault(right, stored), uid) for uid, right, stored in differing)
        for fault, uid in faults:
            self.stdout.write(f"{engine.name}: {fault}: {uid}")
        return faults, size


def _differences(engine: Engine) -> tuple[set[tuple[str, str | None, str | None]], int]:
    """Return what has one digest in the database and another in the index, with both, and how many there should be."""
    drain()
    right, stored = expected(), engine.digests()
    uids = {uid for uid in right.keys() | stored.keys() if right.get(uid) != stored.get(uid)}
    return {(uid, right.get(uid), stored.get(uid)) for uid in uids}, len(right)


def _fault(right: str | None, stored: str | None) -> str:
    if right == UNREADABLE:
        return "unreadable"
    if stored is None:
        return "missing"
    return "stale" if right is not None else "too much"
