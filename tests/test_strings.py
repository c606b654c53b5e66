"""The words of the interface: whole in both forms of Norwegian, and nothing of one language in another."""

import re
import shutil
import subprocess
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from tests import services
from tests.words import BOKMAL, NORWEGIAN, whole

FILE = Path("LC_MESSAGES") / "django.po"
OWN, BORROWED = (Path(folder) for folder in settings.LOCALE_PATHS)
OF_SCRIPTS = Path("LC_MESSAGES") / "djangojs.po"  # of Wagtail's scripts, in the admin
FILES = [(OWN, FILE), (BORROWED, FILE), (BORROWED, OF_SCRIPTS)]
CATALOGUES = [folder / language / file for folder, file in FILES for language in ("nb", "nn")]
CATALOGUES.append(BORROWED / "en" / FILE)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
TAG = re.compile(r"</?(\w+)")
# Said by libraries for things that are switched off here (phones, other logins) or for administrators of allauth.
UNHEARD = ("/idp/", "/socialaccount/", "/headless/", "/admin.py", "/apps.py", "phone", "/models.py", "/locale/")
# Wrong in nynorsk, and found in Django's.
MISSPELT = whole("innehald innehalder ikkie tall stutt finnast eksisterar rekkefølge brukernamnet omatt førespurnad")
# English that is not ours, and Capitals In The Middle.
NOT_OURS = re.compile(
    r"\bemails?\b|[Tt]wo-[Ff]actor|\b[Ss]ign(-| )?[Uu]p\b|\blog(ged)? ?in\b|[a-z] (?!IP|PIN|QR)[A-Z][a-z]+\b(?! [a-z])"
)
# The same word in all three languages.
ALIKE = {
    "Status",
    "Status: ",
    "status",
    "ID",
    "Alias",
    "Type",
    "type",
    "Administrator",
    "Moderator",
    "person",
    "Bokmål",
    "Nynorsk",
}
NAMES_OF_NORWEGIAN = {
    "Norwegian Bokmål",
    "name in bokmål",
    "This page is written in Norwegian (Bokmål).",
    "Bokmål",
    "too little bokmål",
}


def entries(catalogue):
    return [entry for entry in polib.pofile(str(catalogue)) if not entry.obsolete]


def said(entry):
    """Return each form of what is said, beside the English it stands for; Norwegian has the plurals of English."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid, entry.msgstr_plural.get(0)), (entry.msgid_plural, entry.msgstr_plural.get(1))]


def all_said(catalogue):
    return [pair for entry in entries(catalogue) for pair in said(entry)]


def marks(text):
    return sorted(PLACEHOLDER.findall(text.replace("%%", ""))), sorted(TAG.findall(text))


each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "/".join((*path.parts[-4:-2], path.stem)))


@each_catalogue
def test_every_string_is_translated(path):
    assert entries(path)
    assert [english for english, words in all_said(path) if not (words or "").strip()] == []
    assert [entry.msgid for entry in entries(path) if entry.fuzzy] == []
    assert {len(entry.msgstr_plural) for entry in entries(path) if entry.msgid_plural} <= {2}


@each_catalogue
def test_no_string_is_left_in_english(path):
    assert {english for english, words in all_said(path) if words == english} - ALIKE == set()


@each_catalogue
def test_what_is_filled_in_is_the_same_in_every_language(path):
    """One form of a plural may leave the number out: «Den ene plassen er tatt.»

    What a library fills in and we leave out on purpose is marked `no-python-format`; nothing is ever added.
    """
    astray = {
        words: english
        for entry in entries(path)
        for english, words in said(entry)
        if marks(english) != marks(words)
        and not (entry.msgid_plural and english == entry.msgid)
        and not ("no-python-format" in entry.flags and set(marks(words)[0]) < set(marks(english)[0]))
    }
    assert astray == {}


@each_catalogue
def test_no_stray_spaces(path):
    first = re.compile(r"\s*")
    assert [one for english, one in all_said(path) if first.match(english).group() != first.match(one).group()] == []
    assert [words for _english, words in all_said(path) if re.search(r"\S  +\S| [,.;!?]", words)] == []


@each_catalogue
def test_gettext_finds_no_fault(path, tmp_path):
    if shutil.which("msgfmt") is None:
        services.missing("gettext")
    run = subprocess.run(
        ["msgfmt", "--check-format", "--check-domain", "-o", str(tmp_path / "out.mo"), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_nynorsk_says_all_that_bokmal_says():
    for folder, file in FILES:
        bokmal, nynorsk = ({entry.msgid for entry in entries(folder / one / file)} for one in ("nb", "nn"))
        assert bokmal - nynorsk == set()
    assert nynorsk - bokmal  # libraries lack more of it


@pytest.mark.parametrize(("folder", "file"), FILES)
def test_no_bokmal_in_nynorsk(folder, file):
    assert [words for _english, words in all_said(folder / "nn" / file) if BOKMAL.search(words)] == []


@pytest.mark.parametrize("of", ["conf", "contrib/auth"])
def test_what_django_says_in_nynorsk_is_spelt_as_nynorsk_is(of):
    theirs = entries(Path(django.__file__).parent / of / "locale" / "nn" / FILE)
    with override("nn"):
        said = {one: gettext(one) for entry in theirs for one in (entry.msgid, entry.msgid_plural) if one}
    assert len(said) > 50
    assert {words for words in said.values() if MISSPELT.search(words)} == set()


def test_no_norwegian_in_english():
    english = {english for english, _words in all_said(OWN / "nb" / FILE)}
    assert {one for one in english if NORWEGIAN.search(one)} - NAMES_OF_NORWEGIAN == set()


def heard_of_the_accounts():
    """Return what allauth says to members."""
    theirs = Path(allauth.__file__).parent / "locale" / "nb" / FILE
    return [
        entry
        for entry in entries(theirs)
        if any(not any(one in f"/{source}" for one in UNHEARD) for source, _line in entry.occurrences)
    ]


def test_what_members_meet_of_libraries_is_in_our_own_english():
    of_forms = [entry for entry in entries(BORROWED / "nb" / FILE) if ("django", "") in entry.occurrences]
    heard = {entry.msgid for entry in [*heard_of_the_accounts(), *of_forms]}
    with override("en"):
        said = {gettext(english) for english in heard if "phone" not in english.lower()}
    assert "Two-step verification" in said
    assert {words for words in said if NOT_OURS.search(PLACEHOLDER.sub("", words))} == set()


def test_what_members_meet_of_the_accounts_is_there_in_nynorsk():
    ours = {english for folder in (OWN, BORROWED) for english, _words in all_said(folder / "nn" / FILE)}
    heard = heard_of_the_accounts()
    same = {entry.msgid for entry in heard if entry.msgstr in ("MFA", "WebAuthn", "Logg inn")}
    assert {entry.msgid for entry in heard} - ours - same == set()
