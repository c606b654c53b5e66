import itertools
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import IntegrityError
from django.utils import timezone

from people import rules
from people.choices import MemberRole, SiteRole
from people.models import User
from tests.factories.arena import make_idea
from tests.factories.people import make_member, make_organisation, make_user, organisation_of

OWN, OTHER = 1, 2
FALSE, TRUE = False, True


def someone(*, member_of=(), key_person_of=(), verified=True, roles=()):
    """A person as the rules see one, without a database."""
    user = SimpleNamespace(pk=1, is_authenticated=True)
    at = timezone.now() if verified else None
    user._current_memberships = [
        SimpleNamespace(organisation_id=one, verified_at=at, is_key_person=one in key_person_of)
        for one in [*member_of, *key_person_of]
    ]
    user._site_roles = frozenset(roles)
    return user


NOBODY = [None, AnonymousUser()]
STRANGER = someone()
MEMBER = someone(member_of=[OWN])
KEY_PERSON = someone(key_person_of=[OWN])
NEWCOMER = someone(member_of=[OWN], verified=False)
STAFF = {role: someone(roles=[role]) for role in SiteRole.values}


@pytest.mark.database_free
@pytest.mark.parametrize("nobody", NOBODY)
def test_nobody_may_anything(nobody):
    page = SimpleNamespace(state=SimpleNamespace(organisation_id=OWN), current_workflow_state=object())
    assert rules.memberships(nobody) == []
    assert rules.site_roles(nobody) == frozenset()
    assert not any(
        [
            rules.is_member(nobody),
            rules.belongs_to(nobody, OWN),
            rules.belongs_to(nobody, None),
            rules.is_key_person_of(nobody, OWN),
            rules.may_edit_page(nobody, OWN),
            rules.may_edit_page(nobody, None),
            rules.existence_is_secret(nobody),
            rules.may_read_draft(nobody, page),
            rules.has_site_role(nobody, *SiteRole.values),
        ]
    )


@pytest.mark.database_free
@pytest.mark.parametrize(
    ("user", "organisation", "belongs", "key_person"),
    [
        (STRANGER, OWN, FALSE, FALSE),
        (STRANGER, None, FALSE, FALSE),
        (MEMBER, OWN, TRUE, FALSE),
        (MEMBER, OTHER, FALSE, FALSE),
        (MEMBER, None, FALSE, FALSE),
        (MEMBER, str(OWN), FALSE, FALSE),
        (KEY_PERSON, OWN, TRUE, TRUE),
        (KEY_PERSON, OTHER, FALSE, FALSE),
        (someone(member_of=[OTHER], key_person_of=[OWN]), OTHER, TRUE, FALSE),
        (STAFF[SiteRole.ADMINISTRATOR], OWN, FALSE, FALSE),
    ],
)
def test_belonging_and_being_key_person(user, organisation, belongs, key_person):
    assert rules.belongs_to(user, organisation) is belongs
    assert rules.is_key_person_of(user, organisation) is key_person


EDITS_ALL = {SiteRole.EDITOR, SiteRole.ADMINISTRATOR}


@pytest.mark.database_free
@pytest.mark.parametrize("roles", [r for n in range(3) for r in itertools.combinations(SiteRole.values, n)], ids=str)
@pytest.mark.parametrize("member_of", [[], [OWN], [OTHER], [OWN, OTHER]], ids=str)
def test_who_may_edit_and_who_is_told_that_it_exists(roles, member_of):
    user = someone(member_of=member_of, roles=roles)
    may_edit = OWN in member_of or bool(EDITS_ALL & set(roles))
    assert rules.may_edit_page(user, OWN) is may_edit
    assert rules.may_edit_page(user, None) is bool(EDITS_ALL & set(roles))
    assert rules.existence_is_secret(user) is (bool(member_of) and SiteRole.MODERATOR not in roles)


@pytest.mark.database_free
@pytest.mark.parametrize("submitted", [True, False])
@pytest.mark.parametrize("role", [*SiteRole.values, None])
@pytest.mark.parametrize("member_of", [[], [OWN], [OTHER]], ids=str)
def test_who_may_read_a_draft(member_of, role, submitted):
    page = SimpleNamespace(
        state=SimpleNamespace(organisation_id=OWN), current_workflow_state=object() if submitted else None
    )
    user = someone(member_of=member_of, roles=[role] if role else [])
    expected = OWN in member_of or role in EDITS_ALL or (role == SiteRole.MODERATOR and submitted)
    assert rules.may_read_draft(user, page) is expected


@pytest.mark.database_free
@pytest.mark.parametrize(
    ("user", "organisation", "expected"),
    [
        (MEMBER, OWN, FALSE),
        (KEY_PERSON, OWN, FALSE),
        (NEWCOMER, OWN, TRUE),
        (MEMBER, OTHER, TRUE),
        (MEMBER, None, TRUE),
        (STRANGER, OWN, TRUE),
        (STAFF[SiteRole.EDITOR], OWN, FALSE),
        (STAFF[SiteRole.ADMINISTRATOR], OWN, FALSE),
        (STAFF[SiteRole.MODERATOR], OWN, TRUE),
        (STAFF[SiteRole.PROCUREMENT_OFFICER], OWN, TRUE),
    ],
)
def test_whose_posts_wait_for_a_moderator(user, organisation, expected):
    assert rules.needs_review(user, organisation) is expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, True),
        ({"verified": False}, True),
        ({"ended": True}, False),
        ({"role": MemberRole.KEY_PERSON}, True),
        ({"role": MemberRole.KEY_PERSON, "ended": True}, False),
    ],
    ids=str,
)
@pytest.mark.parametrize("organisation_verified", [True, False])
def test_which_memberships_count(values, expected, organisation_verified):
    organisation = make_organisation(verified=organisation_verified)
    user = make_member("Inger", organisation, **values)
    assert rules.is_member(user) is (expected and organisation_verified)
    assert rules.belongs_to(user, organisation.pk) is (expected and organisation_verified)


@pytest.mark.django_db
def test_a_membership_that_begins_later_does_not_count_yet():
    user = make_member("Inger")
    user.memberships.update(started_at=timezone.now() + timedelta(days=1))
    assert not rules.is_member(User.objects.get(pk=user.pk))


@pytest.mark.django_db
def test_a_membership_ends_when_its_end_comes_and_not_before():
    user = make_member("Inger")
    user.memberships.update(ended_at=timezone.now() + timedelta(days=1))
    assert rules.is_member(User.objects.get(pk=user.pk))
    user.memberships.update(ended_at=timezone.now() - timedelta(seconds=1))
    assert not rules.is_member(User.objects.get(pk=user.pk))


@pytest.mark.django_db
def test_an_account_that_is_closed_is_nobody(signed_in):
    user = make_member("Inger")
    client = signed_in(user)
    user.is_active = False
    user.save()
    assert client.get("/innovasjon/del/").status_code == 302
    assert client.get("/min-side/").status_code == 302


@pytest.mark.django_db
def test_memberships_are_asked_for_once(django_assert_num_queries):
    user = User.objects.get(pk=make_member("Inger").pk)
    with django_assert_num_queries(1):
        for _time in range(3):
            rules.memberships(user)[0].organisation.name  # noqa: B018 - it must not cost a query
    with django_assert_num_queries(1):
        for _time in range(3):
            rules.site_roles(user)


@pytest.mark.django_db
def test_a_group_of_another_name_is_no_role():
    user = make_user("Ola")
    user.groups.add(Group.objects.create(name="superadmin"), Group.objects.get(name=SiteRole.MODERATOR))
    assert rules.site_roles(user) == {SiteRole.MODERATOR}


@pytest.mark.django_db
def test_a_superuser_has_no_role_of_the_market_place_by_that():
    user = User.objects.create_superuser("root@vest.example", "x")
    assert rules.site_roles(user) == frozenset()
    assert not rules.may_edit_page(user, OWN)
    assert not rules.is_member(user)


@pytest.mark.django_db
def test_one_has_one_current_membership_in_an_organisation():
    user = make_member("Inger")
    with pytest.raises(IntegrityError):
        user.memberships.create(organisation=organisation_of(user))


@pytest.mark.django_db
def test_who_left_can_come_back():
    user = make_member("Inger", ended=True)
    user.memberships.create(organisation=make_organisation("Vest kommune"))
    assert rules.is_member(User.objects.get(pk=user.pk))


@pytest.mark.django_db
def test_a_draft_belongs_to_the_organisation_not_to_the_person():
    inger = make_member("Inger", "Vest kommune")
    draft = make_idea(inger, published=False)
    inger.memberships.update(ended_at=timezone.now())
    inger.memberships.create(organisation=make_organisation("Nord kommune"))
    assert not rules.may_read_draft(User.objects.get(pk=inger.pk), draft)
    assert rules.may_read_draft(make_member("Bente", "Vest kommune"), draft)
