"""What editors put into the library: F39-F52."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import SiteDocument, SiteImage
from people.choices import SiteRole
from tests.factories.people import make_staff
from tests.factories.staff import prove_second_factor
from tests.fuzz.values import HTML, PDF, SVG, archive, gif, png

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(signed_in):
    user = make_staff("Eva", SiteRole.EDITOR)
    client = signed_in(user)
    prove_second_factor(client, user)
    return client


def upload(client, kind, name, content, content_type="application/octet-stream"):
    file = SimpleUploadedFile(name, content, content_type=content_type)
    return client.post(f"/admin/{kind}/add/", {"title": "Fil", "file": file, "collection": 1})


REFUSED_DOCUMENTS = [
    ("evil.svg", SVG),
    ("x.html", HTML),
    ("x.pdf", HTML),
    ("x.pdf", HTML + PDF),
    ("x.pdf", b"MZ" + PDF),
    ("x.pdf", b""),
    ("x.pdf", b"%PD"),
    ("x.pdf.exe", PDF),
    ("x", PDF),
    (".htaccess", b"x"),
    ("x.txt", HTML),
    ("x.txt", b"\x00\x01"),
    ("x.csv", b"\xef\xbb\xbf  <SVG onload=x>"),
    ("x.docx", b"PK\x03\x04garbage"),
    ("x.docx", archive({"a.txt": b"x"})),
    ("x.docx", gif(1) + archive({}, kind="word")),
    ("x.docx", archive({"../../x": b"y"}, kind="word")),
    ("x.xlsx", archive({}, kind="word")),
    ("x.docx", archive(dict.fromkeys(map(str, range(2_500)), b""), kind="word")),
    ("x.docx", archive({"x": b"0" * 210_000_000}, kind="word")),
]


@pytest.mark.parametrize(("name", "content"), REFUSED_DOCUMENTS, ids=lambda one: ascii(one[:20]))
def test_a_document_that_is_not_what_it_says_is_refused(name, content, editor):
    response = upload(editor, "documents", name, content)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not SiteDocument.objects.exists()


TAKEN_DOCUMENTS = [
    ("Årsmelding æøå.PDF", PDF),
    ("a.docx", archive({}, kind="word")),
    ("a.xlsx", archive({}, kind="xl")),
    ("a.csv", b"\xef\xbb\xbfa;b\n1;2\n"),
    ("a.txt", "Blåbær".encode("latin-1")),
    ("../../etc/passwd.txt", b"x"),
    ("tilbud\u202efdp.txt", b"x"),
    ("a" * 300 + ".pdf", PDF),
    ("q'; æ.pdf", PDF),
    ("CON.pdf", PDF + b"/JavaScript /Launch /EmbeddedFile"),
    ("eicar.txt", b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"),
]


@pytest.mark.parametrize(
    ("name", "content"), TAKEN_DOCUMENTS, ids=lambda one: ascii(one[:20]) if isinstance(one, str) else ""
)
def test_a_document_comes_back_as_an_attachment_that_can_do_nothing(name, content, editor, settings):
    assert upload(editor, "documents", name, content, "text/html").status_code == 302

    document = SiteDocument.objects.get()
    response = editor.get(document.url)

    assert b"".join(response) == content
    response.close()
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Disposition"].isprintable()
    assert "X: y" not in response.headers.values()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"default-src 'none'", "sandbox"} <= set(response["Content-Security-Policy"].split("; "))
    assert str(settings.VAR) in document.file.path
    assert len(document.file.name) <= 100


REFUSED_IMAGES = [
    ("a.svg", SVG),
    ("a.png", SVG),
    ("a.png", HTML),
    ("a.png", b""),
    ("a.png", png()[:30]),
    ("a.png", png(3, 3, data=b"no deflate")),
    ("a.jpg", png()),
    ("a.png.exe", png()),
    ("a.png", png(50_000, 50_000)),
    ("a.png", png(7_000, 7_000)),
    ("a.gif", gif(2)[:20]),
    ("a.tiff", b"II*\x00"),
]


@pytest.mark.parametrize(("name", "content"), REFUSED_IMAGES, ids=lambda one: ascii(one[:20]))
def test_an_image_that_cannot_be_drawn_is_refused(name, content, editor):
    response = upload(editor, "images", name, content, "image/png")
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not SiteImage.objects.exists()


def test_an_image_is_shown_under_a_policy_of_its_own(editor, anonymous):
    assert upload(editor, "images", "../bilde\u202e æ.png", png(9, 9) + b"<?php ?><script>").status_code == 302
    image = SiteImage.objects.get()
    response = anonymous.get(f"/media/{image.file.name}")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"].split("; ")
    assert image.file.name.isascii()
    response.close()


SEVERAL = [
    ("images", "image", SiteImage, "a.png", png(9, 9), SVG),
    ("documents", "doc", SiteDocument, "a.pdf", PDF, HTML),
]


@pytest.mark.parametrize(("kind", "word", "model", "name", "content", "foul"), SEVERAL, ids=["images", "documents"])
def test_one_of_several_files_gets_its_title_and_a_foul_one_is_refused(kind, word, model, name, content, foul, editor):
    """The form for several at once sends each file by itself, and then its title without the file."""

    def send(address, form):
        return editor.post(f"/admin/{kind}/multiple/{address}/", form, HTTP_X_REQUESTED_WITH="XMLHttpRequest").json()

    assert not send("add", {"files[]": SimpleUploadedFile(name, foul), "title": "Fil", "collection": 1})["success"]
    assert send("add", {"files[]": SimpleUploadedFile(name, content), "title": "Fil", "collection": 1})["success"]
    file = model.objects.get()
    assert send(file.pk, {f"{word}-{file.pk}-title": "En sen\u200bsor", f"{word}-{file.pk}-collection": 1})["success"]
    file.refresh_from_db()
    assert file.title == "En sensor"
