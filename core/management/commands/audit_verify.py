from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import audit


class Command(BaseCommand):
    help = "Recomputes the chain over the audit log and names the first entry that does not fit."

    def handle(self, **options: Any) -> None:
        report = audit.verify()
        self.stdout.write(f"{report.sealed} sealed, {report.unsealed} not sealed yet")
        if report.broken_at is not None:
            raise CommandError(f"The chain is broken at entry {report.broken_at}.")
