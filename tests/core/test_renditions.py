import re
from io import BytesIO
from pathlib import Path

import pytest
import wagtail.images
from django.core.files.base import ContentFile
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.images.components import ImageDisplay

from core import renditions
from core.changes import CHANGE
from core.models import SiteImage, SiteRendition
from home.models import ArticlePage
from tests.factories.articles import make_article
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_image():
    def make(width, height):
        data = BytesIO()
        Image.new("RGB", (width, height), "teal").save(data, "PNG")
        return SiteImage.objects.create(title="Eng", file=ContentFile(data.getvalue(), "eng.png"))

    return make


def shown(image, options=""):
    template = Template("{% load images %}{% picture image alt " + options + " %}")
    return template.render(Context({"image": SiteImage.objects.get(pk=image.pk), "alt": "En «eng» & et hus"}))


def test_a_picture_is_shown_in_the_sizes_that_were_made(make_image):
    image = make_image(1600, 900)
    renditions.make(image)
    html = shown(image)
    assert [f"{width}w" in html for width in (480, 800, 1200, 1600)] == [True, True, True, False]
    assert 'width="1200" height="675"' in html
    assert 'loading="lazy"' in html
    assert 'alt="En «eng» &amp; et hus"' in html
    assert html.count(".webp") == 4
    assert 'fetchpriority="high"' in shown(image, "first=True")
    assert "lazy" not in shown(image, "first=True")


def test_a_small_picture_has_each_size_once(make_image):
    image = make_image(600, 300)
    renditions.make(image)
    html = shown(image)
    assert html.count("600w") == html.count("480w") == 1
    assert "800w" not in html
    assert 'width="600" height="300"' in html


def test_showing_a_picture_makes_nothing(make_image):
    image = make_image(1600, 900)
    html = shown(image)
    assert not SiteRendition.objects.exists()
    assert image.file.url in html
    assert "srcset" not in html


def test_a_page_goes_on_without_a_picture_that_is_deleted(make_image, anonymous):
    image = make_image(900, 600)
    figure = {"image": {"image": image.pk, "alt_text": "En eng", "decorative": False}, "caption": "Slik er det"}
    block = ArticlePage.body.field.stream_block.child_blocks["figure"].to_python(figure)
    article = make_article()
    article.body = [("figure", block)]
    article.save_revision().publish()
    assert "Slik er det" in anonymous.get(article.path_url).text
    image.delete()
    page = anonymous.get(article.path_url)
    assert page.status_code == 200
    assert "Slik er det" not in page.text


def test_sizes_are_made_once(make_image):
    image = make_image(1600, 900)
    renditions.make(image)
    renditions.make(SiteImage.objects.get(pk=image.pk))
    assert SiteRendition.objects.count() == len(renditions.SPECS)


def test_every_size_is_made_when_a_picture_is_saved(make_image, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image(1600, 900)
    assert image.renditions.count() == len(renditions.SPECS)
    image.renditions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert image.renditions.count() == len(renditions.SPECS)


def test_every_size_that_wagtail_shows_to_editors_is_made():
    folder = Path(wagtail.images.__file__).parent / "templates"
    tags = re.compile(r"{%\s*image \w+ ([\w-]+)")
    shown_by_wagtail = {spec for path in folder.rglob("*.html") for spec in tags.findall(path.read_text())}
    assert len(shown_by_wagtail) > 3
    assert set(renditions.DESK) == shown_by_wagtail | {ImageDisplay.rendition_spec}


@pytest.mark.parametrize("screen", ["", "results/", "{}/", "{}/delete/", "usage/{}/", "chooser/", "chooser/chosen/{}/"])
def test_no_screen_of_pictures_makes_a_size(screen, make_image, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image(1600, 900)
    image.get_file_size()  # as the form for uploads does
    browser = at_the_desk()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(f"/admin/images/{screen.format(image.pk)}").status_code == 200
    assert [query["sql"] for query in queries if CHANGE.match(query["sql"])] == []


@pytest.mark.django_db(transaction=True)
def test_a_size_that_cannot_be_made_stops_no_upload(make_image, monkeypatch):
    def fail(self, *specs):
        raise OSError("the disk is full")

    monkeypatch.setattr(SiteImage, "get_renditions", fail)
    image = make_image(1600, 900)
    assert not image.renditions.exists()
    assert image.file.url in shown(image)
