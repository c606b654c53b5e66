import pytest
from django.utils import timezone

from cases import rules
from cases.choices import PublishOutcome
from people.choices import MemberRole, OrganisationKind
from people.models import Membership
from tests.factories.actors import make_actor
from tests.factories.people import (
    make_key_person,
    make_member,
    make_organisation,
    make_staff,
    make_user,
    organisation_of,
)
from tests.permission_table import ALLOWED, every_actor

pytestmark = pytest.mark.django_db


@every_actor(16)
def test_row_16_who_may_write(actor, expected):
    assert rules.may_write(make_actor(actor)) is (expected == ALLOWED)


@every_actor(17)
def test_row_17_who_may_publish_another_municipalitys_report(actor, expected):
    vest = make_organisation("Vest kommune")

    assert rules.may_publish(make_actor(actor, MemberRole.KEY_PERSON), vest.pk) is (expected == ALLOWED)


def test_the_approver_is_the_key_person_of_the_same_organisation():
    inger = make_key_person("Inger", "Vest kommune")

    assert rules.may_publish(inger, organisation_of(inger).pk)
    assert not rules.may_publish(inger, make_organisation("Nord kommune").pk)


@pytest.mark.parametrize(("kind", "allowed"), [("municipality", True), ("other", True), ("supplier", False)])
def test_procurement_officers_publish_for_their_own_organisation(kind, allowed):
    organisation = make_organisation("Egen", kind)
    officer = make_member("Anne", organisation, site_role="procurement_officer")

    assert rules.may_publish(officer, organisation.pk) is allowed
    assert not rules.may_publish(officer, make_organisation("Nord kommune").pk)


def test_a_suppliers_own_report_is_published_by_its_own_key_person():
    sar = make_organisation("Sår AS", OrganisationKind.SUPPLIER)
    arne = make_member("Arne", sar, role=MemberRole.KEY_PERSON)
    colleague = make_member("Unni", sar)

    assert rules.may_publish(arne, sar.pk)
    assert not rules.may_publish(colleague, sar.pk)
    assert not rules.may_publish(arne, make_organisation("Vest kommune").pk)


@pytest.mark.parametrize("role", ["moderator", "administrator"])
@pytest.mark.parametrize("kind", [kind for kind in OrganisationKind if kind != "other"])
def test_a_site_role_takes_nothing_away_from_members_of_other_organisations(role, kind):
    user = make_member("Mona", make_organisation("Annen", kind), site_role=role)

    assert rules.may_write(user)


def test_a_moderator_writes_only_for_the_organisation_that_is_not_the_market_place():
    mona = make_staff("Mona", "moderator")
    vest = make_organisation("Vest kommune")
    Membership.objects.create(user=mona, organisation=vest, verified_at=timezone.now())

    assert [one.organisation for one in rules.writing_memberships(mona)] == [vest]


def test_those_of_other_organisations_without_a_site_role_write():
    assert rules.may_write(make_member("Per", make_organisation("Pensjonistlaget", OrganisationKind.OTHER)))


def test_somebody_without_a_membership_does_not_write():
    assert not rules.may_write(make_user("Kari"))


@pytest.mark.parametrize(
    ("kind", "supplier", "own"),
    [
        ("supplier", "Sår AS", True),
        ("supplier", " sår as ", True),
        ("supplier", "Klokkeblom Helse AS", False),
        ("supplier", "", False),
        ("municipality", "Klokkeblom Helse AS", True),
    ],
)
def test_suppliers_write_about_their_own_work(kind, supplier, own):
    assert rules.is_own_work(make_organisation("Sår AS", kind), supplier) is own


def test_what_the_button_does():
    vest = make_organisation("Vest kommune")
    new_key_person = make_member("Nina", vest, role=MemberRole.KEY_PERSON, verified=False)

    assert rules.publish_outcome(make_key_person("Inger", vest), vest.pk) == PublishOutcome.PUBLISH
    assert rules.publish_outcome(make_member("Bente", vest), vest.pk) == PublishOutcome.APPROVAL
    assert rules.publish_outcome(new_key_person, vest.pk) == PublishOutcome.REVIEW
    assert rules.publish_outcome(make_staff("Eva", "editor"), vest.pk) == PublishOutcome.PUBLISH


@pytest.mark.parametrize(
    ("actor", "secret"),
    [("municipality_member", True), ("procurement_officer", True), ("supplier_member", False), ("moderator", False)],
)
def test_to_whom_another_organisations_report_looks_missing(actor, secret):
    assert rules.existence_is_secret(make_actor(actor), make_organisation("Vest kommune").pk) is secret


def test_ones_own_report_is_never_secret():
    bente = make_member("Bente")

    assert not rules.existence_is_secret(bente, organisation_of(bente).pk)
