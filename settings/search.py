"""Where the search index lies: in a folder of its own, or in the cluster that SEARCH_URL names."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote

from django.core.exceptions import ImproperlyConfigured

from .environment import Reader, Secret, address, required

PORTS = {"http": 80, "https": 443}


def search(environment: Mapping[str, str], var: Path) -> dict[str, Any]:
    """Return `SEARCH`, as the variables that begin with `SEARCH_` have it: docs/operations.md.

    Raises `ImproperlyConfigured` when one of them is malformed, without what it held.
    """
    folder = {"ENGINE": "tantivy", "DIRECTORY": var / "search", "RESERVE": None}
    given = {name: environment[name] for name in READERS if environment.get(name, "").strip()}
    if "SEARCH_URL" not in given:
        return folder
    given = DEFAULTS | given
    values = required(given, {name: READERS[name] for name in given})
    hosts = values.pop("SEARCH_URL")
    if "SEARCH_CA_CERTIFICATE" in given and not hosts["URL"].startswith("https"):
        raise ImproperlyConfigured("SEARCH_CA_CERTIFICATE is of use with https addresses in SEARCH_URL only.")
    rest = {name.removeprefix("SEARCH_"): value for name, value in values.items()}
    return {**folder, "ENGINE": "elasticsearch", **hosts, **rest}


def cluster(text: str) -> dict[str, str]:
    """Return the addresses of `text`, which commas part, as `URL`, and the `USER` and `PASSWORD` that open them all."""
    message = "must be addresses such as https://user:password@host:9200, parted by commas"
    parts = [address(one.strip(), message) for one in text.split(",")]
    users = {(one.username, one.password) for one in parts if one.username}
    if not all(map(_is_host, parts)) or len({one.scheme for one in parts}) > 1 or len(users) > 1:
        raise ValueError(message)
    found = {"URL": ",".join(f"{one.scheme}://{_host(one)}{one.path}" for one in parts)}
    for user, password in users:
        found |= {"USER": unquote(user), "PASSWORD": Secret(unquote(password or ""))}
    return found


def api_key(text: str) -> Secret:
    if not text.isascii():
        raise ValueError("must be letters and digits as Elasticsearch gave them")
    return Secret(text)


def certificate(text: str) -> str:
    try:
        ssl.create_default_context(cafile=text)
    except OSError:
        raise ValueError("must be the path of a file with a certificate (PEM)") from None
    return text


def index(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,60}", text):
        raise ValueError("must be small letters, digits and hyphens, a letter first")
    return text


def reserve(text: str) -> str | None:
    """Return the engine that answers while the cluster does not."""
    if text not in ("tantivy", "postgresql", "none"):
        raise ValueError("must be tantivy, postgresql or none")
    return None if text == "none" else text


def shards(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise ValueError("must be a number from 1 to 100")
    return int(text)


def replicas(text: str) -> int:
    if not text.isdecimal() or int(text) > 100:
        raise ValueError("must be a number from 0 to 100")
    return int(text)


def _is_host(one: SplitResult) -> bool:
    whole = one.scheme in PORTS and one.hostname and one.port != 0 and not (one.query or one.fragment)
    is_clear = not re.search(r"\s", one.netloc) and (one.username or not one.password)
    return bool(whole and is_clear) and "@" not in one.path  # a password with a slash would be taken for a path


def _host(one: SplitResult) -> str:
    host = one.netloc.rpartition("@")[2]
    return host if one.port else f"{host.removesuffix(':')}:{PORTS[one.scheme]}"


READERS: dict[str, Reader] = {
    "SEARCH_URL": cluster,
    "SEARCH_API_KEY": api_key,
    "SEARCH_CA_CERTIFICATE": certificate,
    "SEARCH_INDEX": index,
    "SEARCH_RESERVE": reserve,
    "SEARCH_SHARDS": shards,
    "SEARCH_REPLICAS": replicas,
}
DEFAULTS = {
    "SEARCH_INDEX": "markedsplassen",
    "SEARCH_REPLICAS": "1",
    "SEARCH_RESERVE": "tantivy",
    "SEARCH_SHARDS": "1",
}
