from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.models import SearchChange
from search.drain import drain, engine, expected


class Command(BaseCommand):
    help = "Compares the search index with the database and names what is missing, stale or too much."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend what is wrong as well")

    def handle(self, *, repair: bool, **options: Any) -> None:
        faults, size = self._faults()
        if faults and repair:
            SearchChange.objects.bulk_create(SearchChange(uid=uid) for _fault, uid in faults)
            mended = len(faults)
            faults, size = self._faults()
            self.stdout.write(f"{mended - len(faults)} mended")
        if faults:
            raise CommandError(f"{len(faults)} of {size} documents are wrong; --repair or search_rebuild mends them.")
        self.stdout.write(f"{size} documents, all as they should be")

    def _faults(self) -> tuple[list[tuple[str, str]], int]:
        """Return what is wrong with which document, and how many there should be."""
        drain()
        right, stored = expected(), engine().digests()
        faults = [("missing", uid) for uid in right.keys() - stored.keys()]
        faults += [("too much", uid) for uid in stored.keys() - right.keys()]
        faults += [("stale", uid) for uid in right.keys() & stored.keys() if right[uid] != stored[uid]]
        for fault, uid in sorted(faults):
            self.stdout.write(f"{fault}: {uid}")
        return sorted(faults), len(right)
