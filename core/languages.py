"""The language of an address: bokmål has none before it, `/nn/` and `/en/` come before everything else.

The prefix chooses the interface and survives every click; no cookie and no header of the browser has a say.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Prefixed = tuple[str, str]
FRONT_SLUG = "forside"
NORWEGIAN = ("nb", "nn")
WRITTEN_IN = {
    "nb": _("This page is written in Norwegian (Bokmål)."),
    "nn": _("This page is written in Norwegian (Nynorsk)."),
    "en": _("This page is written in English."),
    "se": _("This page is written in Northern Sámi."),
}
# Each in its own language, whatever the reader's.
READ_IN = {"nb": "Les på bokmål", "nn": "Les på nynorsk", "en": "Read in English", "se": "Loga davvisámegillii"}


def codes() -> list[str]:
    """Return the codes of the site's languages, the default one first."""
    return [code for code, _name in settings.LANGUAGES]


def prefix_of(language: str) -> str:
    """Return what stands before an address in `language`: an empty text, or as in `/nn`."""
    return "" if language == settings.LANGUAGE_CODE or language not in codes() else f"/{language}"


def front_slug(language: str = "") -> str:
    """Return the slug of the front page of a language's tree: `forside`, or as in `forside-nn`."""
    return FRONT_SLUG + prefix_of(language or settings.LANGUAGE_CODE).replace("/", "-")


def trees() -> list[str]:
    """Return the slugs of the front pages below which a reader's addresses are looked for, her own language first."""
    return list(dict.fromkeys([front_slug(get_language() or ""), front_slug()]))


def split(path: str) -> Prefixed:
    """Return the language of an address and the rest of it: `/nn/trader/` is `nn` and `/trader/`."""
    first, slash, rest = path[1:].partition("/")
    if first in codes() and first != settings.LANGUAGE_CODE and slash:
        return first, f"/{rest}"
    return settings.LANGUAGE_CODE, path


def local(path: str) -> str:
    """Return `path` in the language of the present reader; one that names its language is left as it is."""
    language, _rest = split(path)
    return path if language != settings.LANGUAGE_CODE else prefix_of(get_language() or "") + path


def in_present_language(address: str) -> str:
    """Return a whole address of the site with the prefix of the present language in place of the one it has."""
    parts = urlsplit(address)
    _language, rest = split(parts.path)
    return parts._replace(path=prefix_of(get_language() or "") + rest).geturl()


def note(language: str) -> str:
    """Return what a reader is told of a page in another language than the interface, or nothing.

    In the default language nobody has asked for anything else, and both forms of Norwegian are everybody's.
    """
    present = get_language()
    is_expected = language == present or (present == settings.LANGUAGE_CODE and language in NORWEGIAN)
    return "" if is_expected else str(WRITTEN_IN.get(language, ""))


def versions(path: str) -> list[tuple[str, str, str]]:
    """Return (code, name, address) of what is at `path` for each of the site's languages."""
    _language, rest = split(path)
    return [(code, name, prefix_of(code) + rest) for code, name in settings.LANGUAGES]
