from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from home.desk import links

TIMEOUT = 10.0  # seconds
SAYS = {"User-Agent": "Markedsplassen link check"}
REFUSES_HEAD = (403, 405, 501)


class Command(BaseCommand):
    help = "Looks for links in the editors' published articles that lead nowhere; with --external outside the site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--external", action="store_true", help="ask the sites that are linked to as well")

    def handle(self, *, external: bool, **options: Any) -> None:
        self.stdout.write(f"{links.check()} links inside the site lead nowhere")
        if external:
            self._ask_others()

    def _ask_others(self) -> None:
        answers: dict[str, str] = {}
        for page in links.published():
            for address in dict.fromkeys(link.href for link in links.links_of(page) if links.outside(link)):
                if address not in answers:
                    answers[address] = answer_of(address)
                if answers[address]:
                    self.stdout.write(f"{page.title}: {address} ({answers[address]})")
        self.stdout.write(f"{len(answers)} addresses of others asked")


def answer_of(address: str) -> str:
    """Return what is wrong with an address of somebody else, an empty text when it answers."""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(address, method=method, headers=SAYS)  # noqa: S310 - http and https only, by links.outside
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310 - as above
                return ""
        except urllib.error.HTTPError as error:
            if method == "HEAD" and error.code in REFUSES_HEAD:
                continue
            return str(error.code)
        except (OSError, ValueError) as error:
            return str(getattr(error, "reason", error))
    return ""
