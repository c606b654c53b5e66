from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search.drain import rebuild


class Command(BaseCommand):
    help = "Builds the search index anew from everything that can be found."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} documents")
