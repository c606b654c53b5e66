"""What production is told by variables of its environment. All are read before anything is said of one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import parseaddr
from typing import Any
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

KEY_LENGTH, KEY_VARIETY = 50, 5  # as Django's own check security.W009 has them
MAIL_SERVER = "django.core.mail.backends.smtp.EmailBackend"

Reader = Callable[[str], Any]


class Secret(str):
    """A text that does not show when what holds it is printed, in an error page or by a command."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'********'"


def required(environment: Mapping[str, str], readers: Mapping[str, Reader]) -> dict[str, Any]:
    """Return the value of each variable of `readers`, as its reader makes it of the text.

    Raises `ImproperlyConfigured` with one line for each variable that is missing, empty, or whose reader raises
    `ValueError`; what the variable held is not repeated, since it may be a secret.
    """
    values, wrong = {}, []
    for name, read in readers.items():
        text = environment.get(name, "").strip()
        if not text:
            wrong.append(f"  {name} is {'empty' if name in environment else 'missing'}.")
            continue
        try:
            values[name] = read(text)
        except ValueError as error:
            wrong.append(f"  {name} {error}.")
    if wrong:
        raise ImproperlyConfigured("\n".join(["The environment is not complete, see docs/operations.md:", *wrong]))
    return values


def address(text: str, message: str) -> SplitResult:
    """Return the parts of an address; raises `ValueError` with `message` when it cannot be taken apart."""
    try:
        parts = urlsplit(text)
        _port = parts.port
    except ValueError:
        raise ValueError(message) from None
    return parts


def secret(text: str) -> str:
    if len(text) < KEY_LENGTH or len(set(text)) < KEY_VARIETY:
        raise ValueError(f"must be at least {KEY_LENGTH} random characters")
    return text


def hosts(text: str) -> list[str]:
    """Return the names of `text`, which commas part. Links in mails are made from the name that was asked for."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or "*" in names:
        raise ValueError("must name the hosts of the site; * would let anybody choose the links in our mails")
    if any(set(name) & set("/ @") or ":" in name.rsplit("]")[-1] for name in names):
        raise ValueError("must be names without scheme and port, parted by commas")
    return names


def origin(text: str) -> str:
    """Return scheme, host and port of an address."""
    message = "must be an address such as https://markedsplassen.example, without a path"
    parts = address(text, message)
    more = parts.path.rstrip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme != "https" or not parts.hostname or more:
        raise ValueError(message)
    return f"https://{parts.netloc}"


def mail(text: str) -> dict[str, Any]:
    """Return Django's settings for mail, `EMAIL_BACKEND` and the rest."""
    message = "must be an address such as smtp+ssl://user:password@host:465"
    address(text, message)
    try:
        config = environ.Env.email_url_config(text)
    except ImproperlyConfigured:
        raise ValueError(message) from None
    if config["EMAIL_BACKEND"] == MAIL_SERVER and not config["EMAIL_HOST"]:
        raise ValueError(message)
    return config


def sender(text: str) -> str:
    try:
        validate_email(parseaddr(text)[1])
    except ValidationError:
        raise ValueError("must be a sender such as Markedsplassen <no-reply@markedsplassen.example>") from None
    return text
