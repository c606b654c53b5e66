"""The management commands that have no module of their own to be tested with."""

import gettext
import os
from io import StringIO

import polib
import pytest
from django.core.management import call_command

pytestmark = pytest.mark.database_free


@pytest.fixture
def catalogue(tmp_path, settings):
    settings.ROOT, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    source = tmp_path / "locale" / "nb" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    write(source, "Published.", "Publisert.")
    return source


def write(source, msgid, msgstr):
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    catalogue.append(polib.POEntry(msgid=msgid, msgstr=msgstr))
    plural = {0: "ett innlegg på øya", 1: "flere innlegg"}
    catalogue.append(polib.POEntry(msgid="a comment", msgid_plural="comments", msgstr_plural=plural))
    catalogue.save(str(source))


def compiled(source):
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def compile_messages():
    out = StringIO()
    call_command("compile_messages", stdout=out)
    return out.getvalue().split()


def test_translations_are_compiled_without_gettexts_programs(catalogue, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert compile_messages() == ["locale/nb/LC_MESSAGES/django.mo"]
    assert compiled(catalogue).gettext("Published.") == "Publisert."
    assert compiled(catalogue).ngettext("a comment", "comments", 1) == "ett innlegg på øya"
    assert compiled(catalogue).ngettext("a comment", "comments", 2) == "flere innlegg"


def test_what_has_not_changed_is_left(catalogue):
    compile_messages()
    assert compile_messages() == []


def test_what_has_changed_is_compiled_anew(catalogue):
    compile_messages()
    write(catalogue, "Published.", "Lagt ut.")
    later = catalogue.with_suffix(".mo").stat().st_mtime + 5
    os.utime(catalogue, (later, later))
    assert compile_messages() == ["locale/nb/LC_MESSAGES/django.mo"]
    assert compiled(catalogue).gettext("Published.") == "Lagt ut."


def test_a_folder_without_translations_is_none(tmp_path, settings):
    settings.ROOT, settings.LOCALE_PATHS = tmp_path, [tmp_path / "nothing"]
    assert compile_messages() == []
