from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.drain import drain, engine, expected


class Command(BaseCommand):
    help = "Compares the search index with the database and names what is missing, stale or too much."

    def handle(self, **options: Any) -> None:
        drain()
        right, stored = expected(), engine().digests()
        faults = [("missing", uid) for uid in right.keys() - stored.keys()]
        faults += [("too much", uid) for uid in stored.keys() - right.keys()]
        faults += [("stale", uid) for uid in right.keys() & stored.keys() if right[uid] != stored[uid]]
        for fault, uid in sorted(faults):
            self.stdout.write(f"{fault}: {uid}")
        if faults:
            raise CommandError(f"{len(faults)} of {len(right)} documents are wrong; search_rebuild mends them.")
        self.stdout.write(f"{len(right)} documents, all as they should be")
