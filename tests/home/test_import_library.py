"""The command that imports reports: which files it takes, where it puts them, and what it says."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from home.library.reading import MOST_BYTES
from home.models import ArticlePage

from .reports import MADE_UP, headings, page

pytestmark = pytest.mark.django_db

BAD_FILES = {
    "tom.txt": (b"", "The file is empty."),
    "bilde.txt": (b"\x89PNG\r\n\x1a\n", "The file is not a text file."),
    "rapport.md": (b"%PDF-1.7 \xe2\xe3", "The file is not a text file."),
    "gammel.txt": ("Målinger på sykehjem".encode("latin-1"), "The file is not UTF-8 text."),
    "kontroll.txt": (b"\x01\x02\x03\x04\x05\x06 abc" * 20, "The file is not a text file."),
    "stor.txt": (b"a" * (MOST_BYTES + 1), "The file is larger than 5 MB."),
    "tegn.txt": (b"1 2 3 ...", "The file has no words in it."),
}


class Terminal(StringIO):
    def isatty(self):
        return True


def run(*arguments, out=None, **options):
    """Return what the command says, on both channels."""
    out, err = out or StringIO(), StringIO()
    try:
        call_command("import_library", *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), error
    return out.getvalue(), err.getvalue(), None


def lines_of(count):
    """Return a report of `count` long chapters."""
    prose = "Kommunen prøvde utstyret i to år, og de ansatte skrev ned hva de lærte av det. " * 15
    return "\n\n".join(["# Tiårsrapporten", *(f"## {number}. Kapittel {number}\n\n{prose}" for number in range(count))])


def test_a_file_is_imported_and_said():
    out, err, error = run(MADE_UP / "rettleiar.md")

    assert (err, error) == ("", None)
    assert out == (
        "rettleiar.md: «Rettleiar for digitale møte med brukarar» at "
        "/bibliotek/rettleiar-for-digitale-mote-med-brukarar/, 4 new, 0 updated, 0 unchanged\n"
    )
    assert "0 new, 0 updated, 4 unchanged" in run(MADE_UP / "rettleiar.md")[0]


def test_a_folder_is_all_its_reports(tmp_path):
    for name in ("b.TXT", "a.md"):
        (tmp_path / name).write_text(f"# {name}\n\nKommunen prøvde dette.")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7")

    out, err, error = run(tmp_path)

    assert [line.partition(":")[0] for line in out.splitlines()] == ["a.md", "b.TXT"]
    assert (err, error) == ("", None)


def test_a_folder_without_reports_is_said(tmp_path):
    assert run(tmp_path)[1] == f"{tmp_path}: There are no reports (.txt, .md) in this folder.\n"


def test_files_that_cannot_be_read_are_named_and_the_others_imported(tmp_path):
    for name, (data, _message) in BAD_FILES.items():
        (tmp_path / name).write_bytes(data)
    before = ArticlePage.objects.count()

    out, err, error = run(tmp_path, MADE_UP / "horingsbrev.txt", tmp_path / "finnes-ikke.txt")

    assert sorted(err.splitlines()) == sorted(
        [
            *(f"{tmp_path / name}: {message}" for name, (_data, message) in BAD_FILES.items()),
            f"{tmp_path / 'finnes-ikke.txt'}: No such file or directory",
        ]
    )
    assert str(error) == "8 files were not imported."
    assert error.returncode == 1
    assert "horingsbrev.txt: «Høring av forslag" in out
    assert ArticlePage.objects.count() == before + 1


def test_what_is_no_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "roret.txt")

    _out, err, error = run(tmp_path / "roret.txt")

    assert (err, str(error)) == (f"{tmp_path / 'roret.txt'}: This is not a file.\n", "1 file was not imported.")


def test_a_folder_that_may_not_be_read_is_said(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)

    assert run(tmp_path)[1] == f"{tmp_path}: Permission denied\n"


def test_a_file_that_is_named_twice_is_imported_once(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# En\n\nKommunen prøvde dette.")

    out, err, error = run(path, tmp_path, tmp_path / ".." / tmp_path.name / "a.md")

    assert (len(out.splitlines()), err, error) == (1, "", None)


def test_two_files_of_one_name_are_two_reports_and_only_one_is_imported(tmp_path):
    first, second = tmp_path / "nord" / "rapport.md", tmp_path / "vest" / "rapport.md"
    for path in (first, second):
        path.parent.mkdir()
        path.write_text(f"# Fra {path.parent.name}\n\nKommunen prøvde dette.")

    out, err, error = run(first.parent, second.parent)

    assert out.startswith("rapport.md: «Fra nord» at ")
    assert err == f"{second}: A report is known by its file's name, and {first} has the same one.\n"
    assert error.returncode == 1
    assert not ArticlePage.objects.filter(title="Fra vest").exists()


def test_what_was_left_and_what_was_taken_down_is_named(tmp_path):
    path = tmp_path / "rettleiar.md"
    text = (MADE_UP / "rettleiar.md").read_text()
    path.write_text(text)
    run(path)
    edited = page("2 Under møtet")
    edited.summary = "Slik leier du møtet"
    edited.save_revision()
    path.write_text(text.replace("## 3. Etter møtet", "## 3. Når møtet er over"))

    out = run(path)[0]

    assert "1 new, 0 updated, 2 unchanged" in out
    assert "  kept, because an editor has changed it or what is below it: 2 Under møtet\n" in out
    assert "  unpublished, because the report no longer has it: 3 Etter møtet\n" in out


def test_reports_are_put_below_another_page():
    run(MADE_UP / "horingsbrev.txt", parent="/bibliotek/")
    run(
        MADE_UP / "rettleiar.md",
        parent=page("Høring av forslag til felles retningslinjer for bruk av velferdsteknologi").path_url,
    )

    below = page("Rettleiar for digitale møte med brukarar")
    assert below.depth == page("1 Før møtet").depth - 1
    assert below.path_url.count("/") == 4


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/finnes/ikke/", "There is no page at /finnes/ikke/"),
        ("/", "There is no page at /"),
        ("bibliotek/bibliotek", "There is no page at bibliotek/bibliotek"),
        ("/innovasjon/", "The page at /innovasjon/ cannot hold articles; a list of articles or an article can."),
    ],
)
def test_a_wrong_parent_is_said(address, message):
    out, _err, error = run(MADE_UP / "rettleiar.md", parent=address)

    assert (out, str(error)) == ("", message)


def test_progress_is_shown(tmp_path):
    path = tmp_path / "lang.md"
    path.write_text(lines_of(29))

    assert run(path)[0].splitlines()[0] == "lang.md: 25 of 30"
    shown = run(path, out=Terminal())[0]
    assert shown.startswith("lang.md: 1 of 30\rlang.md: 2 of 30\r")
    assert shown.count("\r") == 30
    assert len(headings(page("Tiårsrapporten"))) == 29
