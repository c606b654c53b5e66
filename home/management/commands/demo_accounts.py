from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demo.accounts import table


class Command(BaseCommand):
    help = "Prints the accounts of the demo world: e-mail, password, role, organisation, secret of the second factor."

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There are demo accounts only where DEMO is true.")
        for line in table():
            self.stdout.write(line)
