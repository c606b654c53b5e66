from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse

from arena.models import IdeaPage
from core.models import AuditEntry, SentForm
from core.once import SentOtherwise, once
from tests.factories.forms import comment_form, idea_form
from tests.factories.people import make_member, organisation_of
from tests.factories.threads import make_thread
from tests.processes import run_at_once
from threads.models import Comment

pytestmark = pytest.mark.django_db


POSTED = QueryDict("body=Hei&themes=1&themes=2")


class Work:
    def __init__(self, answer="/ferdig/"):
        self.answer, self.times = answer, 0

    def __call__(self):
        self.times += 1
        return f"{self.answer}{self.times}"


def test_the_second_time_leads_where_the_first_did():
    key, work = uuid4(), Work()
    assert [once(key=key, user_id=1, posted=POSTED, carry_out=work) for _time in range(3)] == ["/ferdig/1"] * 3
    assert work.times == 1


def test_another_form_is_another_form():
    work = Work()
    assert once(key=uuid4(), user_id=1, posted=POSTED, carry_out=work) != once(
        key=uuid4(), user_id=1, posted=POSTED, carry_out=work
    )


def test_two_persons_with_the_same_key_do_not_meet():
    key, mine, yours = uuid4(), Work("/min/"), Work("/din/")
    assert once(key=key, user_id=1, posted=POSTED, carry_out=mine) == "/min/1"
    assert once(key=key, user_id=2, posted=POSTED, carry_out=yours) == "/din/1"
    assert once(key=key, user_id=1, posted=POSTED, carry_out=mine) == "/min/1"
    assert once(key=key, user_id=2, posted=POSTED, carry_out=yours) == "/din/1"


def test_what_failed_can_be_sent_again():
    key, work = uuid4(), Work()
    with pytest.raises(ZeroDivisionError):
        once(key=key, user_id=1, posted=POSTED, carry_out=lambda: 1 / 0)
    assert not SentForm.objects.exists()
    assert once(key=key, user_id=1, posted=POSTED, carry_out=work) == "/ferdig/1"


def test_a_fault_of_the_work_itself_is_told():
    def fail():
        with transaction.atomic():
            SentForm.objects.create(key=UUID(int=1), user_id=9, answer="")
            SentForm.objects.create(key=UUID(int=1), user_id=9, answer="")

    with pytest.raises(IntegrityError):
        once(key=uuid4(), user_id=1, posted=POSTED, carry_out=fail)
    assert not SentForm.objects.exists()


def test_a_long_answer_is_kept_whole():
    key, address = uuid4(), "/" + "a" * 499
    once(key=key, user_id=1, posted=POSTED, carry_out=lambda: address)
    assert once(key=key, user_id=1, posted=POSTED, carry_out=Work()) == address


@pytest.mark.parametrize(
    "changed", ["body=Hei!&themes=1&themes=2", "body=Hei&themes=1", "body=Hei&themes=1&themes=2&publish=1", ""]
)
def test_another_text_under_the_same_key_is_not_swallowed(changed):
    key, work = uuid4(), Work()
    once(key=key, user_id=1, posted=POSTED, carry_out=work)
    with pytest.raises(SentOtherwise) as told:
        once(key=key, user_id=1, posted=QueryDict(changed), carry_out=work)
    assert told.value.answer == "/ferdig/1"
    assert work.times == 1
    assert once(key=key, user_id=1, posted=POSTED, carry_out=work) == "/ferdig/1"


def test_a_new_token_is_no_other_text():
    key, work = uuid4(), Work()
    for token in "ab":
        posted = QueryDict(f"csrfmiddlewaretoken={token}&form_key={token}&{POSTED.urlencode()}")
        assert once(key=key, user_id=1, posted=posted, carry_out=work) == "/ferdig/1"


def test_what_was_sent_before_content_was_noted_is_taken_for_another_text():
    key = uuid4()
    once(key=key, user_id=1, posted=POSTED, carry_out=Work())
    SentForm.objects.update(digest="")
    with pytest.raises(SentOtherwise):
        once(key=key, user_id=1, posted=POSTED, carry_out=Work())


def test_a_form_sent_twice_makes_one_page(signed_in):
    inger = make_member("Inger")
    client = signed_in(inger)
    form = idea_form(organisation=organisation_of(inger).pk)

    answers = [client.post(reverse("idea_new"), form) for _time in range(3)]

    idea = IdeaPage.objects.get()
    assert {(one.status_code, one.url) for one in answers} == {(302, idea.path_url)}
    assert AuditEntry.objects.filter(object_uid=f"page:{idea.pk}", action="wagtail.create").count() == 1


def test_a_draft_saved_twice_makes_one_draft(signed_in):
    inger = make_member("Inger")
    form = idea_form(organisation=organisation_of(inger).pk)
    del form["publish"]
    answers = {signed_in(inger).post(reverse("idea_new"), form).url for _time in range(2)}
    assert answers == {reverse("draft", args=[IdeaPage.objects.get().pk])}


def test_two_members_with_the_same_key_make_two_pages(signed_in):
    people = [make_member("Inger"), make_member("Per", "Nord kommune")]
    key = uuid4()
    for person in people:
        form = idea_form(form_key=key, title=person.first_name, organisation=organisation_of(person).pk)
        assert signed_in(person).post(reverse("idea_new"), form).status_code == 302
    assert set(IdeaPage.objects.values_list("title", flat=True)) == {"Inger", "Per"}


def test_a_comment_sent_twice_is_one_comment(signed_in):
    inger = make_member("Inger")
    thread, form = make_thread(inger), comment_form(organisation=organisation_of(inger).pk)
    client = signed_in(inger)
    answers = {client.post(reverse("comment_new", args=[thread.pk]), form).url for _time in range(3)}

    assert len(answers) == 1
    assert Comment.objects.count() == 1
    thread.state.refresh_from_db()
    assert thread.state.comment_count == 1


@pytest.mark.parametrize("key", ["", "x", "0", "\x00", "9" * 500, "0b0e7a52-9c1f-4d53-8f6e-3a5f0c1d2e3", "{{7*7}}"])
def test_a_key_that_is_none_is_an_error_that_keeps_the_text(key, signed_in):
    inger = make_member("Inger")
    form = idea_form(form_key=key, organisation=organisation_of(inger).pk, summary="Dette skrev jeg")
    response = signed_in(inger).post(reverse("idea_new"), form)
    assert response.status_code == 422
    assert "Dette skrev jeg" in response.text
    assert not IdeaPage.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_form_sent_from_many_sides_at_once_is_carried_out_once():
    inger, key = make_member("Inger"), uuid4()
    thread = make_thread(inger)
    from threads.actions import post_comment

    def work(number):
        def carry_out():
            comment = post_comment(page=thread, author=inger, organisation=organisation_of(inger), body=str(number))
            return f"/{comment.pk}"

        return once(key=key, user_id=inger.pk, posted=POSTED, carry_out=carry_out)

    answers = run_at_once(work, range(8))

    assert answers == [f"/{Comment.objects.get().pk}"] * 8


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_texts_under_one_key_one_is_posted_and_the_others_are_told():
    inger, key = make_member("Inger"), uuid4()
    thread = make_thread(inger)
    from threads.actions import post_comment

    def work(number):
        def carry_out():
            comment = post_comment(page=thread, author=inger, organisation=organisation_of(inger), body=str(number))
            return f"/{comment.pk}"

        try:
            return once(key=key, user_id=inger.pk, posted=QueryDict(f"body={number}"), carry_out=carry_out)
        except SentOtherwise as sent:
            return f"otherwise {sent.answer}"

    answers = run_at_once(work, range(8))

    posted = f"/{Comment.objects.get().pk}"
    assert sorted(answers) == sorted([posted] + [f"otherwise {posted}"] * 7)
