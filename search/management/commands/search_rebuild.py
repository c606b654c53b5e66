from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from search.drain import rebuild
from search.engines.base import EngineError
from search.service import in_service


class Command(BaseCommand):
    help = "Builds the search index anew from everything that can be found, and that of the reserve."

    def handle(self, **options: Any) -> None:
        failed = []
        for engine in in_service():
            try:
                self.stdout.write(f"{engine.name}: {rebuild(engine)} documents")
            except (EngineError, DatabaseError) as error:
                failed.append(f"{engine.name}: {error}")
        if failed:
            raise CommandError("\n".join(failed))
