"""A document is fetched by those who may read something that uses it, and by nobody else."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client

from core.access import MEMBERS
from core.models import PageState, SiteDocument
from market.actions import withdraw_notice
from market.models import NoticeDocument
from tests.factories.articles import make_article
from tests.factories.market import make_notice
from tests.factories.people import make_member, make_staff
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db

TEXT = b"%PDF-1.4 kravene"


@pytest.fixture
def document():
    document = SiteDocument(title="Krav")
    document.file.save("krav.pdf", ContentFile(TEXT))
    return document


def fetched(client, address, **headers):
    """The status of an answer, whose file is read to its end."""
    answer = client.get(address, headers=headers)
    content = b"".join(answer.streaming_content) if answer.streaming else b""
    assert content == (TEXT if answer.status_code == 200 else content)
    return answer.status_code


def attach(document, notice):
    NoticeDocument.objects.create(notice=notice, document=document, title="Krav")
    return notice


def link(document, page):
    page.body = [("paragraph", f'<p><a linktype="document" id="{document.pk}">Krav</a></p>')]
    page.save_revision().publish()
    return page


@pytest.fixture
def at_the_desk():
    def sign_in(role):
        user, client = make_staff(role.capitalize(), role), Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        prove_second_factor(client, user)
        return client

    return sign_in


def test_what_is_open_has_open_documents(document, anonymous):
    attach(document, make_notice())

    assert fetched(anonymous, document.url) == 200
    assert fetched(anonymous, document.url, if_none_match=f'"{document.file_hash}"') == 304


def test_the_documents_of_a_withdrawn_notice_are_gone(document, anonymous, signed_in):
    notice = attach(document, make_notice())
    withdraw_notice(notice=notice, actor=make_staff("Eva", "editor"))

    assert fetched(anonymous, document.url) == 404
    assert fetched(anonymous, document.url, if_none_match=f'"{document.file_hash}"') == 404
    assert anonymous.head(document.url).status_code == 404
    assert fetched(signed_in(make_member()), document.url) == 404


def test_a_document_is_open_as_long_as_one_thing_that_uses_it_is(document, anonymous):
    closed = attach(document, make_notice("En"))
    attach(document, make_notice("To"))
    withdraw_notice(notice=closed, actor=make_staff("Eva", "editor"))

    assert fetched(anonymous, document.url) == 200


@pytest.mark.parametrize("used", [True, False])
def test_a_document_of_a_draft_or_of_nothing_is_for_those_who_work_with_it(used, document, anonymous, at_the_desk):
    if used:
        attach(document, make_notice(published=False))

    assert fetched(anonymous, document.url) == 404
    for role in ("editor", "administrator"):
        assert fetched(at_the_desk(role), document.url) == 200
    assert fetched(at_the_desk("moderator"), document.url) == 404


def test_who_reviews_a_notice_reads_its_documents_until_it_is_decided(document, at_the_desk):
    notice = attach(document, make_notice(published=False))
    moderator = at_the_desk("moderator")
    notice.get_workflow().start(notice, make_staff("Eva", "editor"))

    assert fetched(moderator, document.url) == 200

    notice.current_workflow_state.current_task_state.reject(user=make_staff("Mona", "moderator"))
    assert fetched(moderator, document.url) == 404


def test_an_article_opens_what_it_links_to_for_its_own_readers(document, anonymous, signed_in):
    article = link(document, make_article())
    assert fetched(anonymous, document.url) == 200

    PageState.objects.filter(pk=article.pk).update(access_key=MEMBERS)
    assert fetched(anonymous, document.url) == 404
    assert fetched(signed_in(make_member()), document.url) == 200

    article.unpublish()
    assert fetched(signed_in(make_member("Bente")), document.url) == 404


def test_no_address_leads_to_the_file_itself(document, anonymous):
    attach(document, make_notice())

    assert not document.file.path.startswith(str(settings.MEDIA_ROOT))
    assert anonymous.get(f"/media/{document.file.name}").status_code == 404


def test_another_name_or_number_is_no_document(document, anonymous):
    attach(document, make_notice())

    for address in (document.url.replace("krav", "annet"), f"/dokumenter/{document.pk + 1000}/krav.pdf"):
        assert anonymous.get(address).status_code == 404


def test_what_it_costs_to_ask(document, anonymous, django_assert_max_num_queries):
    for number in range(5):
        attach(document, make_notice(f"Kunngjøring {number}", published=number == 4))

    with django_assert_max_num_queries(6):
        assert fetched(anonymous, document.url) == 200
