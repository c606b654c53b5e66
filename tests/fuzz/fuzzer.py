"""Requests drawn with a seed: the same seed draws the same ones, in the same order."""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import override_settings

from tests.fuzz import values
from tests.fuzz.forms import Form, forms_in, multipart, urlencoded
from tests.fuzz.judge import faults
from tests.fuzz.known import is_known
from tests.fuzz.rows import Rows
from tests.fuzz.world import ACTORS, STAFF, World

LANGUAGES = ["", "", "", "/nn", "/en"]
STREAM = ["heading", "paragraph", "quote", "fact", "figure", "table", "notes", "x"]
# Nothing is counted and nobody is held up while requests are drawn by the thousand.
UNLIMITED = {"LIMITS_TIMES": 10**6, "ACCOUNT_RATE_LIMITS": False}


@dataclass
class Sent:
    """One request with what was wrong with its answer."""

    number: int
    actor: str
    method: str
    address: str
    told: dict[str, Any] = field(default_factory=dict)
    status: int = 0
    faults: list[str] = field(default_factory=list)
    trace: str = ""
    row: str = ""

    def __str__(self) -> str:
        told = {name: repr(value)[:300] for name, value in self.told.items()}
        said = f"#{self.number} {self.actor} {self.method} {self.address[:200]!r} {told} -> {self.status}"
        return f"{said}: {'; '.join(self.faults)}\n{self.trace}"


class Fuzzer:
    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)
        self.rows = Rows()
        self.row = ""

    def run(self, requests: int) -> Iterator[Sent]:
        """Send so many requests and yield each with its faults; those of Wagtail's own that are known have none."""
        with override_settings(**UNLIMITED), connection.execute_wrapper(self.rows.watch):
            for number in range(requests):
                yield self._one(number)

    def _one(self, number: int) -> Sent:
        actor = self.chance.choice(ACTORS)
        client = self.world.client_of(actor)
        self.rows.changes()
        draw = self.chance.choices([self._raw, self._form], weights=[1, 1])[0]
        method, address, told = draw(actor, client)
        sent = Sent(number, actor, method, address, told, row=self.row)
        begun = time.process_time()
        try:
            response = client.generic(method, address, **told)
        except Exception:  # noqa: BLE001 - whatever goes wrong is a finding
            sent.faults, sent.trace = ["raised"], traceback.format_exc()
            return sent
        seconds = time.process_time() - begun
        sent.status = response.status_code
        sent.faults = faults(actor, method, response, self.rows.changes(), seconds, self.world)
        if error := getattr(response, "exc_info", None):
            sent.trace = "".join(traceback.format_exception(*error))
        if sent.faults and is_known(sent):
            sent.faults = []
        return sent

    def _address(self, actor: str) -> str:
        """Return a path of our own, of a page, of the accounts, or for staff of the admin; `self.row` is its kind."""
        kinds, weights = [self.world.paths, self.world.account], [8, 2]
        if actor in STAFF or self.chance.random() < 0.05:
            kinds.append(self.world.admin)
            weights.append(12)
        drawn = self.chance.choices(kinds, weights=weights)[0]
        self.row = self.chance.choice(sorted(drawn))
        # What others have closed stays closed, so that whoever sees it is found: its editors leave it alone.
        path = drawn[self.row][0] if actor in STAFF else self.chance.choice(drawn[self.row])
        unprefixed = path.startswith(("/admin", "/healthz", "/readyz", "/media", "/dokumenter"))
        return path if unprefixed else self.chance.choice(LANGUAGES) + path

    def _raw(self, actor: str, client: Any) -> tuple[str, str, dict[str, Any]]:
        """Return a request as no browser would make it."""
        chance = self.chance
        names = [chance.choice(values.PARAMETERS) for _number in range(chance.choice([0, 1, 1, 2, 8]))]
        query = "&".join(f"{name}={chance.choice(values.QUOTED)}" for name in names)
        address = self._address(actor) + chance.choice(values.ENDINGS) + (f"?{query}" if query else "")
        told = {"data": chance.choice(values.BODIES), "content_type": chance.choice(values.KINDS)}
        return chance.choice(values.METHODS), address, told | chance.choice(values.HEADERS)

    def _form(self, actor: str, client: Any) -> tuple[str, str, dict[str, Any]]:
        """Return a form of a page, filled in with some things that do not belong there; or the page, if it has none."""
        address, heads = self._address(actor), self.chance.choice(values.HEADERS)
        page = client.get(address)
        html = page.getvalue().decode(errors="replace")
        method = self.chance.choices(["post", "get"], weights=[4, 1])[0]
        forms = forms_in(html, method) if page.headers.get("Content-Type", "").startswith("text/html") else []
        forms = [one for one in forms if "logout" not in one.action and one.action not in self.world.left_alone]
        if not forms:
            return "GET", address, {"data": b"", "content_type": "text/plain"} | heads
        # A page has small forms in its frame as well.
        form = self.chance.choices(forms, weights=[1 + len(one.fields) for one in forms])[0]
        fields = self._filled(form, address)
        target = form.action if form.action.startswith("/") else address
        if method == "get":
            return "GET", f"{target.partition('?')[0]}?{urlencoded(fields).decode()}", dict(heads)
        return "POST", target, self._encoded(fields, self._files(form)) | heads

    def _filled(self, form: Form, address: str) -> dict[str, list[str]]:
        fields = {name: list(given) for name, given in form.fields.items()}
        for name in self._some(sorted(fields)):
            fields[name] = [self.chance.choice(values.ODD) for _again in range(self.chance.choice([1, 1, 1, 2]))]
        if self.chance.random() < 0.1:
            fields[self.chance.choice(values.PARAMETERS)] = [self.chance.choice(values.ODD)]
        if "body-count" in fields or "/articlepage/" in address:
            fields |= self._stream()
        if form.buttons and self.chance.random() < 0.95:
            name, value = self.chance.choice(form.buttons)
            fields[name] = [value]
        return fields

    def _encoded(self, fields: dict[str, list[str]], files: dict[str, tuple[str, str, bytes]]) -> dict[str, Any]:
        if not files and self.chance.random() < 0.8:
            return {"data": urlencoded(fields), "content_type": values.KINDS[0]}
        return {"data": multipart(fields, files, "x"), "content_type": "multipart/form-data; boundary=x"}

    def _some(self, names: list[str]) -> list[str]:
        wanted = self.chance.choice([0, 1, 1, 1, 2, 3, len(names)])
        return self.chance.sample(names, min(wanted, len(names)))

    def _stream(self) -> dict[str, list[str]]:
        """Return a body of blocks, which the editor of Wagtail's makes with its scripts."""
        fields = {"body-count": ["1"], "body-0-deleted": [""], "body-0-order": ["0"], "body-0-id": [""]}
        fields |= {"body-0-type": [self.chance.choice(STREAM)]}
        for part in ("", "-text", "-level", "-source", "-title", "-count", "-image", "-caption", "-column-count"):
            if self.chance.random() < 0.7:
                fields[f"body-0-value{part}"] = [self.chance.choice(values.ODD)]
        if self.chance.random() < 0.2:
            fields[self.chance.choice(sorted(fields))] = [self.chance.choice(values.ODD)]
        return fields

    def _files(self, form: Form) -> dict[str, tuple[str, str, bytes]]:
        draw = self.chance.choice
        return {name: (draw(values.NAMES), draw(values.KINDS), draw(values.CONTENTS)) for name in form.files}
