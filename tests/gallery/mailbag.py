"""The mails of the site as pictures, beside those of its pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.template import Context, Engine
from playwright.sync_api import Page

from tests.e2e.site import ROOT, Site
from tests.gallery import pictures
from tests.gallery.index import HERE, Drawn
from tests.gallery.scene import BOKMAAL, NARROW, WIDE


@dataclass(frozen=True)
class Mail:
    """What the gallery needs to know of a mail, as of a scene; plain text looks the same on any screen at night."""

    name: str
    language: str
    address: str = ""
    who: str = ""
    widths: tuple[int, ...] = (WIDE, NARROW)
    schemes: tuple[str, ...] = ("light",)
    media: str = "screen"

    def __str__(self) -> str:
        return f"mail-{self.name}" + ("" if self.language == BOKMAAL else f"-{self.language}")


def draw(site: Site, page: Page, folder: Path, *, only: str) -> Iterator[Drawn]:
    """Let the site write every mail in every language and take pictures of them."""
    template = Engine(dirs=[str(HERE)]).get_template("letter.html")
    for letter in _written(site):
        mail = Mail(letter["name"], letter["language"], letter.get("subject", ""), ", ".join(letter.get("to", [])))
        if only not in str(mail):
            continue
        faults = [letter["fault"]] if "fault" in letter else []
        page.set_content(template.render(Context({"letter": letter})))
        yield Drawn(mail, [] if faults else list(pictures.take(mail, page, folder)), faults)


def _written(site: Site) -> list[dict[str, Any]]:
    port = str(urlsplit(site.address).port)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "settings.demo", "VAR": str(site.var), "PORT": port}
    command = [sys.executable, "-m", "tests.gallery.post"]
    answer = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(answer.stdout)
