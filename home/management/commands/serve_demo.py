from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.serving import Servers, is_free
from search import drain


class Command(BaseCommand):
    help = "Prepares the database, the demo world and the index, and serves the site until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--library", default="", help="a folder of reports to import")

    def handle(self, *, port: int, library: str, **options: Any) -> None:
        if not is_free(port):
            raise CommandError(f"Something answers at port {port} already; PORT=8010 picks another one.")
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_demo")
        if library:
            self._import(library)
        self._index()
        servers = Servers(port)
        if not servers.wait_until_ready():
            servers.stop()
            raise CommandError(f"The site did not answer at {servers.address}")
        self.stdout.write(f"Ready: {servers.address}")
        call_command("demo_accounts")
        self.stdout.write(f"Mail lies in {settings.EMAIL_FILE_PATH}. Ctrl-C stops the site.")
        self.stdout.flush()
        sys.exit(servers.wait())

    def _import(self, library: str) -> None:
        """Import the reports; one that cannot be read is named, and the site is served without it."""
        try:
            call_command("import_library", library)
        except CommandError as error:
            self.stderr.write(str(error))

    @staticmethod
    def _index() -> None:
        drain.keep()
