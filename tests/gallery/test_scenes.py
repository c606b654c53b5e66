"""Nothing that people meet is without its scene."""

from __future__ import annotations

import csv

import pytest
from django.conf import settings
from django.urls import URLResolver, get_resolver

from tests.gallery.letters import LETTERS
from tests.gallery.scenes import SCENES

pytestmark = pytest.mark.database_free

SHOWN = {scene.shows for scene in SCENES}
TEMPLATES = settings.ROOT / "site" / "templates"
NO_PAGE = {
    "/.well-known/security.txt": "text for machines",
    "/favicon.ico": "a file",
    "/konto/sprak/": "leads on",
    "/robots.txt": "text for machines",
    "/sitemap-<slug:section>.xml": "XML",
    "/sitemap.xml": "XML",
    "/sok/feed/": "XML",
    "/^media/(?P<path>.*)$": "a file",
    "/api/search/": "JSON",
    "/api/search/suggest/": "JSON",
    "/arrangementer/<id:pk>/kalender.ics": "a file",
    "/erfaringer/<id:pk>/godkjenn/": "leads on",
    "/healthz": "text for machines",
    "/readyz": "JSON",
    "/konto/admin-inngang/": "leads on",
    "/konto/organisasjon/": "leads on",
    "/min-side/utkast/<id:pk>/ta-tilbake/": "leads on",
    "/trader/innlegg/<id:pk>/": "leads on",
    "/konto/login/code/confirm/": "nobody signs in with a code by mail",
    "/konto/password/set/": "everybody has a password",
    "/konto/2fa/recovery-codes/download/": "a file",
    "/konto/2fa/webauthn/login/": "JSON",
    "/konto/2fa/webauthn/reauthenticate/": "asks for a key, which no browser has for an address of numbers",
    "/konto/2fa/webauthn/keys/<int:pk>/remove/": "asks for a key, as above",
    "/konto/2fa/webauthn/keys/<int:pk>/edit/": "asks for a key, as above",
}

PARTS_OF_MAILS = {
    "account/email/base_message.txt",
    "events/mail/appointment.txt",
    "events/mail/facts.txt",
    "wagtailadmin/notifications/base.txt",
}


def account_addresses(patterns, prefix="/"):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from account_addresses(pattern.url_patterns, route)
        elif route.startswith("/konto/"):
            yield route


def own_addresses():
    with (settings.ROOT / "tests" / "addresses.csv").open() as file:
        return {row["address"] for row in csv.DictReader(file)}


def test_every_address_and_page_type_has_a_scene():
    there = own_addresses() | set(account_addresses(get_resolver().url_patterns))
    assert {one for one in SHOWN if not one.endswith(".html")} | set(NO_PAGE) == there
    assert not SHOWN & set(NO_PAGE)


def test_every_error_page_has_a_scene():
    errors = {path.name for path in TEMPLATES.glob("*.html")} - {"base.html"}
    assert {one for one in SHOWN if one.endswith(".html")} == errors


def mails():
    """Return the templates of whole mails: not their subjects, nor what others are made from."""
    for path in TEMPLATES.glob("**/*.txt"):
        name = str(path.relative_to(TEMPLATES))
        if not name.endswith("_subject.txt") and name not in PARTS_OF_MAILS and path.name != "robots.txt":
            yield name


def test_every_mail_is_in_the_gallery():
    assert {letter.template for letter in LETTERS} == set(mails())


def test_every_scene_has_a_name_of_its_own():
    names = [str(one) for scene in SCENES for one in scene.in_all_languages()]
    assert len(names) == len(set(names))
