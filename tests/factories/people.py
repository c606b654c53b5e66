from django.contrib.auth.models import Group
from django.utils import timezone

from core.text import norwegian_slug
from people.choices import MemberRole, OrganisationKind
from people.models import Membership, Organisation, User

PASSWORD = "en-lang-setning-om-fjell"


def make_organisation(name="Vest kommune", kind=OrganisationKind.MUNICIPALITY, verified=True):
    defaults = {"name": name, "kind": kind, "verified_at": timezone.now() if verified else None}
    return Organisation.objects.get_or_create(slug=norwegian_slug(name), defaults=defaults)[0]


def make_user(first_name="Inger", **extra):
    email = extra.pop("email", f"{norwegian_slug(first_name)}@vest.example")
    return User.objects.create_user(email, PASSWORD, first_name=first_name, **extra)


def make_member(
    first_name="Inger", organisation=None, role=MemberRole.MEMBER, verified=True, ended=False, site_role=None
):
    """A person with a membership; `organisation` is an Organisation or the name of a municipality."""
    if organisation is None or isinstance(organisation, str):
        organisation = make_organisation(organisation or "Vest kommune")
    user = make_user(first_name, email=f"{norwegian_slug(first_name)}@{organisation.slug}.example")
    now = timezone.now()
    Membership.objects.create(
        user=user,
        organisation=organisation,
        role=role,
        verified_at=now if verified else None,
        ended_at=now if ended else None,
    )
    if site_role:
        user.groups.add(Group.objects.get(name=site_role))
    return user


def make_key_person(first_name="Inger", organisation=None):
    return make_member(first_name, organisation, role=MemberRole.KEY_PERSON)


def make_supplier(first_name="Arne", name="Sår AS"):
    return make_member(first_name, make_organisation(name, OrganisationKind.SUPPLIER))


def make_staff(first_name, site_role):
    """Somebody who works for the market place itself: editor, moderator, procurement_officer or administrator."""
    market_place = make_organisation("Markedsplassen", OrganisationKind.OTHER)
    return make_member(first_name, market_place, site_role=site_role)


def organisation_of(user):
    return user.memberships.get().organisation
