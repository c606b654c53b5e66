"""What becomes of a comment when the ground has moved between reading and sending."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import actions as page_actions
from core.access import organisation_key
from core.models import PageState
from tests.factories.forms import comment_form
from tests.factories.people import organisation_of
from tests.factories.threads import make_comment
from threads import actions
from threads.models import Comment

pytestmark = pytest.mark.django_db
TYPED = "Dette tok en halv time å skrive"


@pytest.fixture
def form(inger):
    return comment_form(body=TYPED, organisation=organisation_of(inger).pk, written_by=inger.pk)


@pytest.fixture
def answered(thread):
    return make_comment(thread, thread.owner, "Spørsmålet")


def door(page, reply_to=None):
    return reverse("comment_new", args=[page.pk]) + (f"?svar={reply_to.pk}" if reply_to else "")


def test_a_comment_sent_again_with_another_text_is_shown_again(client, thread, form):
    first = client.post(door(thread), {**form, "body": "Den første"}).url

    response = client.post(door(thread), form)

    assert response.status_code == 409
    assert f'href="{first}"' in response.text
    assert TYPED in response.text
    assert Comment.objects.get().body == "Den første"


def test_what_is_shown_again_is_posted_once_more(client, thread, form):
    client.post(door(thread), {**form, "body": "Den første"})
    again = client.post(door(thread), form).context["comment_form"]["form_key"].value()
    for _time in range(2):
        assert client.post(door(thread), {**form, "form_key": again}).status_code == 302
    assert [one.body for one in Comment.objects.order_by("pk")] == ["Den første", TYPED]


def test_a_reply_sent_again_with_another_text_is_still_a_reply(client, thread, form, answered):
    client.post(door(thread, answered), {**form, "body": "Den første"})
    response = client.post(door(thread, answered), form)
    assert response.status_code == 409
    assert f'action="{door(thread, answered)}"' in response.text


def test_a_reply_to_what_was_deleted_meanwhile_is_shown_again(client, thread, form, answered):
    actions.delete_comment(comment=answered, actor=thread.owner)

    response = client.post(door(thread, answered), form)

    assert response.status_code == 409
    assert TYPED in response.text
    assert "Innlegget du ville svare på, er slettet" in response.text
    assert "Spørsmålet" not in response.text
    assert f'action="{door(thread)}"' in response.text
    assert Comment.objects.get() == answered


def test_sent_again_the_reply_stands_alone(client, thread, form, answered):
    actions.delete_comment(comment=answered, actor=thread.owner)
    key = client.post(door(thread, answered), form).context["comment_form"]["form_key"].value()
    for _time in range(2):
        assert client.post(door(thread), {**form, "form_key": key}).status_code == 302
    reply = Comment.objects.get(body=TYPED)
    assert (reply.parent, reply.depth) == (None, 1)


def test_a_reply_that_was_posted_before_the_question_went_is_not_posted_twice(client, thread, form, answered):
    first = client.post(door(thread, answered), form).url
    actions.delete_comment(comment=answered, actor=thread.owner)
    assert client.post(door(thread, answered), form).status_code == 409
    assert client.post(door(thread), form).url == first
    assert Comment.objects.filter(body=TYPED).count() == 1


def test_an_error_in_a_reply_to_what_is_deleted_keeps_the_text(client, thread, form, answered):
    actions.delete_comment(comment=answered, actor=thread.owner)
    response = client.post(door(thread, answered), {**form, "body": "a" * 10_001})
    assert response.status_code == 422
    assert "a" * 10_001 in response.text
    assert f'action="{door(thread)}"' in response.text


def test_a_kept_reply_to_what_is_deleted_comes_back(anonymous, inger, thread, form, answered):
    anonymous.post(door(thread, answered), form)
    actions.delete_comment(comment=answered, actor=thread.owner)
    anonymous.force_login(inger)

    page = anonymous.get(door(thread, answered))

    assert page.status_code == 200
    for part in (TYPED, "Innlegget du ville svare på, er slettet", f'action="{door(thread)}"'):
        assert part in page.text


def withdraw(thread, inger):
    page_actions.withdraw_page(page=thread, actor=thread.owner)


def close(thread, inger):
    PageState.objects.filter(pk=thread.pk).update(access_key=organisation_key(organisation_of(thread.owner).pk))


def delete(thread, inger):
    thread.delete()


def lose_membership(thread, inger):
    inger.memberships.update(ended_at=timezone.now())


MEANWHILE = [(withdraw, 404), (close, 404), (delete, 404), (lose_membership, 403)]


@pytest.mark.parametrize(("happened", "status"), MEANWHILE)
def test_what_can_no_longer_be_posted_is_given_back(happened, status, client, inger, thread, form, answered):
    happened(thread, inger)
    for address in (door(thread), door(thread, answered)):
        response = client.post(address, form)
        assert response.status_code == status
        assert f"{TYPED}</textarea>" in response.text
        assert "Spørsmålet" not in response.text
    assert not Comment.objects.filter(body=TYPED).exists()


@pytest.mark.parametrize(("happened", "status"), MEANWHILE)
def test_a_change_that_can_no_longer_be_made_is_given_back(happened, status, client, inger, thread):
    comment = make_comment(thread, inger)
    happened(thread, inger)
    response = client.post(reverse("comment_edit", args=[comment.pk]), {"body": TYPED})
    assert response.status_code == status
    assert f"{TYPED}</textarea>" in response.text


def test_a_change_of_what_was_deleted_meanwhile_is_given_back(client, inger, thread):
    comment = make_comment(thread, inger)
    actions.delete_comment(comment=comment, actor=inger)
    response = client.post(reverse("comment_edit", args=[comment.pk]), {"body": TYPED})
    assert response.status_code == 404
    assert f"{TYPED}</textarea>" in response.text


def test_every_form_that_is_kept_says_whom_it_was_drawn_for(inger, thread, client):
    comment = make_comment(thread, inger)
    edited = reverse("comment_edit", args=[comment.pk])
    doors = ["/innovasjon/del/", "/erfaringer/del/", "/trader/start/", "/arrangementer/nytt/", edited]
    for address in [*doors, door(thread), door(thread, comment), thread.path_url]:
        assert f'<input type="hidden" name="written_by" value="{inger.pk}">' in client.get(address).text, address
    assert "written_by" not in Client().get(thread.path_url).text
