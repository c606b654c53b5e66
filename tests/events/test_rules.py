from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from events import rules
from events.choices import RegistrationStatus
from tests.factories import people
from tests.factories.events import in_days, make_event, register
from tests.factories.people import make_key_person, make_member, make_staff, make_supplier, make_user, organisation_of

pytestmark = pytest.mark.django_db

ACTORS = {
    "anonymous": lambda: AnonymousUser(),
    "person without membership": lambda: make_user("Kari"),
    "municipality member": lambda: make_member("Ellen", "Fiktiv kommune"),
    "key person": lambda: make_key_person("Inger"),
    "supplier": lambda: make_supplier("Arne"),
    "moderator": lambda: make_staff("Wenche", "moderator"),
    "editor": lambda: make_staff("Synnøve", "editor"),
    "procurement officer": lambda: make_staff("Anne", "procurement_officer"),
    "administrator": lambda: make_staff("Olav", "administrator"),
    "former member": lambda: make_member("Per", "Nord kommune", ended=True),
}


@pytest.mark.parametrize(
    ("actor", "own", "others"),
    [
        ("anonymous", False, False),
        ("person without membership", False, False),
        ("municipality member", True, False),
        ("key person", True, False),
        ("supplier", False, False),
        ("moderator", False, False),
        ("editor", True, True),
        ("procurement officer", True, False),
        ("administrator", True, True),
        ("former member", False, False),
    ],
)
def test_row_19_and_21_one_arranges_and_sees_the_participants_of_ones_own_events(actor, own, others):
    user = ACTORS[actor]()
    has_organisation = user.is_authenticated and user.memberships.exists()
    own_id = organisation_of(user).pk if has_organisation else None
    other_id = people.make_organisation("God kommune").pk

    assert rules.may_arrange(user, own_id) is own
    assert rules.may_arrange(user, other_id) is others
    assert rules.may_see_participants(user, own_id) is own
    assert rules.may_see_participants(user, other_id) is others
    assert rules.own_arrangers(user) == ([own_id] if own else [])


@pytest.mark.parametrize("actor", ACTORS)
def test_row_20_everybody_who_is_signed_in_registers(actor):
    assert rules.may_register(ACTORS[actor]()) is (actor != "anonymous")


START = in_days(14)
END = START + timedelta(hours=2)
DEADLINE = START - timedelta(days=4)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("fields", "at", "status"),
    [
        ({}, START - MINUTE, RegistrationStatus.OPEN),
        ({"capacity": 2}, START - MINUTE, RegistrationStatus.OPEN),
        ({"capacity": 1}, START - MINUTE, RegistrationStatus.FULL),
        ({"registration_deadline": DEADLINE}, DEADLINE - MINUTE, RegistrationStatus.OPEN),
        ({"registration_deadline": DEADLINE}, DEADLINE, RegistrationStatus.CLOSED),
        ({"registration_deadline": DEADLINE, "capacity": 1}, DEADLINE, RegistrationStatus.CLOSED),
        ({}, START, RegistrationStatus.CLOSED),
        ({"registration_deadline": END}, START, RegistrationStatus.OPEN),
        ({"registration_deadline": END}, END, RegistrationStatus.OVER),
        ({"capacity": 1}, END, RegistrationStatus.OVER),
    ],
)
def test_the_status_follows_from_dates_and_places(fields, at, status):
    event = make_event(make_member(), starts_at=START, ends_at=END, **fields)
    register(event, make_user("Kari"))

    assert rules.registration_status(type(event).objects.get(), at) == status
