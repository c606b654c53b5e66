"""From an article to its translation: who may send it, what is made, and what readers see on the way."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.access import MEMBERS
from core.clock import now
from core.models import PageState
from home.models import ArticlePage
from tests.factories.arena import make_idea
from tests.factories.articles import make_article, make_theme
from tests.factories.people import make_member
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    page = make_article("Dørlåser", "Slik velger dere lås.", summary="Om låser.", import_key="")
    page.themes.add(make_theme())
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def submit(client, page, *codes):
    locales = [Locale.objects.get(language_code=code).pk for code in codes]
    return client.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": locales})


def translated(page, code):
    return ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code=code)


def translate(page, code, words):
    source = TranslationSource.objects.get(object_id=page.translation_key)
    locale = Locale.objects.get(language_code=code)
    for segment in source.stringsegment_set.select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=words[segment.string.data],
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )


def publish(client, page, code):
    target = translated(page, code)
    return client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})


def test_what_is_sent_to_translation_is_a_draft_until_its_translator_publishes_it(
    article, anonymous, django_capture_on_commit_callbacks
):
    client = at_the_desk()

    assert submit(client, article, "nn", "en").status_code == 302

    assert not translated(article, "nn").live
    assert not translated(article, "en").live
    assert anonymous.get(f"/nn{article.path_url}").status_code == 200, "the bokmål one, under the reader's prefix"
    assert "Slik velger dere lås" in anonymous.get(f"/nn{article.path_url}").text
    words = {"Dørlåser": "Dørlåsar", "Slik velger dere lås.": "Slik vel de lås.", "Om låser.": "Om låsar."}
    translate(article, "nn", words)
    with django_capture_on_commit_callbacks(execute=True):
        publish(client, article, "nn")

    target = translated(article, "nn")
    assert (target.live, target.title, target.language, target.slug) == (True, "Dørlåsar", "nn", article.slug)
    assert list(target.themes.all()) == list(article.themes.all())
    assert "Slik vel de lås" in anonymous.get(f"/nn{article.path_url}").text
    assert "Slik velger dere lås" in anonymous.get(article.path_url).text


def test_of_what_comes_out_later_no_translation_is_said_to_be_out(article):
    client = at_the_desk()
    article.unpublish()
    article.go_live_at = now() + timedelta(days=7)
    article.save_revision().publish()
    submit(client, article, "nn")
    translate(article, "nn", {"Dørlåser": "Dørlåsar", "Slik velger dere lås.": "Slik vel de lås.", "Om låser.": "Om."})

    [*_before, told] = get_messages(publish(client, article, "nn").wsgi_request)

    assert not translated(article, "nn").live
    assert str(told).strip() == "«Dørlåsar» er publisert på Nynorsk, eller blir det når tiden er inne."


def test_a_translation_has_the_readers_of_its_original(article):
    PageState.objects.filter(pk=article.pk).update(access_key=MEMBERS)

    submit(at_the_desk(), article, "en")

    assert translated(article, "en").state.access_key == MEMBERS


def test_a_translation_is_not_taken_for_the_report_that_was_imported(article):
    ArticlePage.objects.filter(pk=article.pk).update(import_key="rapport")

    submit(at_the_desk(), article, "en")

    assert translated(article, "en").import_key == ""


def test_what_members_write_is_not_translated():
    idea, client = make_idea(make_member("Inger")), at_the_desk()
    address = f"/admin/localize/submit/page/{idea.pk}/"

    assert client.get(address).status_code == 302
    assert submit(client, idea, "nn").status_code == 302
    assert not Translation.objects.exists()
    assert address not in client.get(f"/admin/pages/{idea.pk}/edit/").text
    assert address not in client.get(f"/admin/pages/{idea.get_parent().pk}/").text


def test_an_editor_is_offered_to_translate_an_article(article):
    client, address = at_the_desk(), f"/admin/localize/submit/page/{article.pk}/"

    assert address in client.get(f"/admin/pages/{article.pk}/edit/").text
    assert client.get(address).status_code == 200


def test_a_moderator_translates_nothing(article):
    client = at_the_desk("moderator", "Mona")

    assert submit(client, article, "nn").status_code == 302
    assert not Translation.objects.exists()


def test_a_new_version_of_the_original_reaches_its_translations(article, django_capture_on_commit_callbacks):
    client = at_the_desk()
    submit(client, article, "nn")
    with django_capture_on_commit_callbacks(execute=True):
        publish(client, article, "nn")
    article.title = "Låser i hjemmet"
    article.save_revision().publish()
    source = TranslationSource.objects.get(object_id=article.translation_key)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"})

    target = translated(article, "nn")
    assert (target.title, target.language, target.slug) == ("Låser i hjemmet", "nn", article.slug)
