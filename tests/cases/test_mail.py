"""Who is told by mail while a report goes from its author to those who approve it."""

import pytest

from cases import actions
from core.access import OPEN
from core.actions import publish_page, save_draft, send_to_review, submit_page
from core.models import OutgoingMail
from people.choices import MemberRole
from tests.factories.arena import make_idea
from tests.factories.cases import make_experience, make_waiting
from tests.factories.people import make_key_person, make_member, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def bente():
    return make_member("Bente", "Vest kommune")


@pytest.fixture
def inger():
    return make_key_person("Inger", "Vest kommune")


def told(mailoutbox):
    """Who has got a mail since last time, with its subject."""
    sent = sorted((mail.to[0], mail.subject) for mail in mailoutbox)
    mailoutbox.clear()
    return sent


def test_the_key_person_is_told_what_waits_with_a_link(bente, inger, mailoutbox, signed_in):
    make_key_person("Per", "Nord kommune")

    page = make_waiting(bente, title="Slik gikk\ndet")

    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([inger.email], "Venter på din godkjenning: Slik gikk det")
    assert "Bente" in mail.body
    assert "Vest kommune" in mail.body
    address = f"/min-side/utkast/{page.pk}/"
    assert f"http://testserver{address}" in mail.body
    assert "Godkjenn og publiser" in signed_in(inger).get(address).text


def test_every_key_person_is_told_but_nobody_who_has_left(bente, inger, mailoutbox):
    other = make_key_person("Nina", "Vest kommune")
    make_member("Odd", "Vest kommune", role=MemberRole.KEY_PERSON, ended=True)
    locked_out = make_key_person("Siri", "Vest kommune")
    type(locked_out).objects.filter(pk=locked_out.pk).update(is_active=False)

    make_waiting(bente)

    assert [to for to, _subject in told(mailoutbox)] == sorted([inger.email, other.email])


def test_without_a_key_person_the_editors_are_told(bente, mailoutbox):
    editor = make_staff("Eva", "editor")
    make_staff("Mona", "moderator")

    make_waiting(bente)

    assert [to for to, _subject in told(mailoutbox)] == [editor.email]


def test_what_was_changed_and_sent_again_is_told_again(bente, inger, mailoutbox):
    page = make_waiting(bente)
    told(mailoutbox)
    save_draft(page=page, editor=bente, seen_revision=page.latest_revision_id)
    assert not told(mailoutbox)

    submit_page(page=page, author=bente, access_key=OPEN)

    assert len(told(mailoutbox)) == 1


def test_other_pages_and_other_ways_are_not_told(bente, inger, mailoutbox):
    make_experience(inger)
    make_experience(bente, published=False)
    idea = make_idea(bente, published=False)
    submit_page(page=idea, author=bente, access_key=OPEN)

    assert not told(mailoutbox)


def test_the_mail_is_a_row_of_the_same_transaction(bente, inger, settings):
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"

    make_waiting(bente)

    assert OutgoingMail.objects.get().message["to"] == [inger.email]


def test_the_author_is_told_that_it_is_approved_and_published(bente, inger, mailoutbox):
    page = make_waiting(bente, title="Slik gikk det")
    told(mailoutbox)

    actions.approve(page=page, approver=inger, seen_revision=page.latest_revision_id)

    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([bente.email], "Publisert: Slik gikk det")
    assert f"http://testserver{page.path_url}" in mail.body
    assert "Inger" in mail.body


def test_the_author_is_told_when_a_moderator_reads_it_next(bente, mailoutbox):
    new = make_member("Nina", "Vest kommune", role=MemberRole.KEY_PERSON, verified=False)
    page = make_waiting(bente, title="Slik gikk det")
    told(mailoutbox)

    actions.approve(page=page, approver=new, seen_revision=page.latest_revision_id)

    assert (bente.email, "Godkjent: Slik gikk det") in told(mailoutbox)


def test_each_reads_it_in_her_own_language(bente, inger, mailoutbox):
    for user, language in ((inger, "en"), (bente, "se")):
        user.language = language
        user.save()

    page = make_waiting(bente, title="Slik gikk det")
    actions.approve(page=page, approver=inger, seen_revision=page.latest_revision_id)

    assert [mail.subject for mail in mailoutbox] == [
        "Waiting for your approval: Slik gikk det",
        "Publisert: Slik gikk det",
    ]


def test_a_newcomers_own_review_is_no_approval(mailoutbox):
    nils = make_member("Nils", "Vest kommune", role=MemberRole.KEY_PERSON, verified=False)
    moderator = make_staff("Mona", "moderator")
    page = make_experience(nils, published=False)

    send_to_review(page=page, author=nils, access_key=OPEN)
    assert [to for to, _subject in told(mailoutbox)] == [moderator.email]

    publish_page(page=page, publisher=nils, access_key=OPEN)
    assert not told(mailoutbox)
