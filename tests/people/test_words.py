"""The Norwegian of what we build on: nothing English is left for members, and no word of ours leaks into it."""

from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from core.models import SiteDocument, SiteImage
from people.models import User

ROOT = Path(settings.ROOT)
APPS = ["core", "people", "threads", "arena", "market", "cases", "events", "search", "home"]
# The same thing in both places, and either word will do.
SAME_THING = {"Norwegian Bokmål", "Norwegian Nynorsk", "Edit", "Draft", "Saving…", "verified"}
# Not translated there, and meaning the same as here.
SAME_WORD = {
    "Language",
    "Search the whole site",
    "Apply filters",
    "Skip to main content",
    "Published",
    "Source",
    "Save",
}
ALIKE_IN_BOTH_LANGUAGES = {"person"}


def messages(catalogue):
    if not catalogue.exists():
        return {}
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural
        for entry in polib.pofile(str(catalogue))
        if not entry.obsolete
    }


def translated(catalogue):
    return {key: value for key, value in messages(catalogue).items() if value and any(value)}


def others():
    """Return the catalogue folders of everything installed that is not ours."""
    folders = [Path(app.path) / "locale" for app in apps.get_app_configs() if app.name.split(".")[0] not in APPS]
    django = Path(translation.__file__).parents[2] / "conf" / "locale"
    return [folder for folder in [django, *folders] if folder.exists()]


OURS = translated(ROOT / "site" / "locale" / "nb" / "LC_MESSAGES" / "django.po")
FILE = Path("LC_MESSAGES") / "django.po"


def borrowed():
    """Return the words of others that we say in our own way, on purpose."""
    return {msgid for one in ("nb", "nn") for _context, msgid in messages(ROOT / "site" / "borrowed" / one / FILE)}


@pytest.mark.parametrize("folder", others(), ids=lambda one: one.parent.name)
def test_no_word_of_ours_takes_the_place_of_anothers(folder):
    """With the same msgid ours is shown in its place: give ours another msgid, unless it means the same."""
    theirs = translated(folder / "nb" / FILE)
    unsaid = set(messages(folder / "en" / FILE)) - set(theirs)
    taken = {key[1] for key in OURS if key in theirs and theirs[key] != OURS[key]} - SAME_THING
    filled = {key[1] for key in OURS if key in unsaid} - SAME_WORD
    assert (taken | filled) - borrowed() == set()


def test_what_is_borrowed_is_still_said_by_its_owner():
    known = {msgid for folder in others() for one in ("en", "nb") for _context, msgid in messages(folder / one / FILE)}
    assert borrowed() - known == set()


@pytest.mark.parametrize("model", [*get_page_models(), *get_snippet_models(), SiteImage, SiteDocument, User])
def test_what_editors_meet_has_a_norwegian_name(model):
    if model.__module__.split(".")[0] not in APPS:
        return
    with translation.override("en"):
        english = str(model._meta.verbose_name)
    with translation.override("nb"):
        assert str(model._meta.verbose_name) != english or english in ALIKE_IN_BOTH_LANGUAGES
        assert str(model._meta.verbose_name_plural) != f"{model._meta.verbose_name}s"
