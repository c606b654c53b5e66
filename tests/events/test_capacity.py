"""One place and many who want it at the same moment, each over a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from core.models import OutgoingMail
from events import actions
from events.models import EventPage, Registration
from people.models import User
from tests.factories.events import make_event, register
from tests.factories.people import make_member, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

MANY = 50


def at_once(do, user_ids):
    """Call `do(user)` for all users from a thread each, and return the answers; none starts before all are ready."""
    ready = Barrier(len(user_ids))

    def one(user_id):
        try:
            user = User.objects.get(pk=user_id)
            ready.wait()
            return do(user)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(user_ids)) as pool:
        return list(pool.map(one, user_ids))


def try_to_register(event):
    def attempt(user):
        try:
            register(event, user)
        except actions.RegistrationRefused as refusal:
            return str(refusal.status)
        return "registered"

    return attempt


@pytest.fixture
def everyone(settings):
    settings.EMAIL_BACKEND = "core.mail.OutboxBackend"
    return [make_user(f"Deltaker {number}").pk for number in range(MANY)]


def test_fifty_at_once_for_one_place_gives_exactly_one_registration(everyone):
    event = make_event(make_member(), capacity=1)

    answers = at_once(try_to_register(event), everyone)

    assert sorted(answers) == ["full"] * (MANY - 1) + ["registered"]
    assert event.registrations.current().count() == 1
    assert OutgoingMail.objects.count() == 1


def test_fifty_clicks_of_one_person_give_one_registration(everyone):
    event = make_event(make_member(), capacity=5)

    answers = at_once(try_to_register(event), everyone[:1] * MANY)

    assert answers == ["registered"] * MANY
    assert Registration.objects.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_places_that_are_given_back_meanwhile_are_never_given_out_twice(everyone):
    event = make_event(make_member(), capacity=MANY // 2)
    leaving, coming = everyone[: MANY // 2], everyone[MANY // 2 :]
    for user in User.objects.filter(pk__in=leaving):
        register(event, user)

    def leave_or_come(user):
        if user.pk in leaving:
            actions.cancel(event=event, user=user)
            return "left"
        return try_to_register(event)(user)

    answers = at_once(leave_or_come, leaving + coming)

    assert answers.count("left") == len(leaving)
    assert event.registrations.current().count() == answers.count("registered") <= MANY // 2
    assert EventPage.objects.with_taken().get().taken == answers.count("registered")
