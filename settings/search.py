"""Where the search index lies: in a folder of its own, or in the cluster that SEARCH_URL names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from .environment import Reader, Secret, address, required


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
    rest = {name.removeprefix("SEARCH_"): value for name, value in values.items()}
    return {**folder, "ENGINE": "elasticsearch", **hosts, **rest}


def cluster(text: str) -> dict[str, str]:
    """Return the addresses of `text`, which commas part, as `URL`, and the `USER` and `PASSWORD` of one of them."""
    message = "must be addresses such as https://user:password@host:9200, parted by commas"
    parts = [address(one.strip(), message) for one in text.split(",")]
    if any(one.scheme not in ("http", "https") or not one.hostname or one.query or one.fragment for one in parts):
        raise ValueError(message)
    found = {"URL": ",".join(one._replace(netloc=one.netloc.rpartition("@")[2]).geturl() for one in parts)}
    for one in parts:
        if one.username:
            found |= {"USER": unquote(one.username), "PASSWORD": Secret(unquote(one.password or ""))}
    return found


def certificate(text: str) -> str:
    if not Path(text).is_file():
        raise ValueError("must be the path of a file")
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


READERS: dict[str, Reader] = {
    "SEARCH_URL": cluster,
    "SEARCH_API_KEY": Secret,
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
