from __future__ import annotations

import base64
import hashlib
from functools import cache

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db.models import Q

from home.prose import Row
from people.actions import choose_language
from people.models import Membership, Organisation, User

from .world import Author, World, rows

PASSWORD = "markedsplassen-demo"  # noqa: S105 - everybody may know it: demo accounts exist in no production
FIRST_DAY, NEWCOMERS_DAY = 560, 2  # days before the load


def load(world: World) -> None:
    """Make the organisations and the persons, each person with the account, membership and roles it begins with."""
    for row in rows("people", "organisation"):
        world.organisations[row["slug"]] = _organisation(world, row)
    there = {user.email: user for user in User.objects.all()}
    for row in rows("people", "person"):
        organisation = world.organisations.get(row["organisation"])
        user = there.get(row["email"]) or _person(world, row, organisation)
        world.authors[row["email"]] = Author(user, organisation)


def totp_secret(email: str) -> str:
    """Return the secret of a demo account's second factor; it follows from `email`, so it is the same everywhere."""
    digest = hashlib.blake2b(f"{PASSWORD}:{email}".encode(), digest_size=20).digest()
    return base64.b32encode(digest).decode()


@cache
def encoded_password() -> str:
    """Return the stored form of the one password; hashing is slow by design, so it is done once."""
    return make_password(PASSWORD)


def admin_roles() -> set[str]:
    """Return the roles whose holders may enter the admin, and so need a second factor."""
    groups = Group.objects.filter(permissions__codename="access_admin")
    return set(groups.values_list("name", flat=True))


def _organisation(world: World, row: Row) -> Organisation:
    known = Q(orgnr=row["orgnr"]) | Q(slug=row["slug"]) | Q(name=row["name"])
    if (there := Organisation.objects.filter(known).first()) is not None:
        return there
    told = {name: row[name] for name in ("slug", "name", "kind", "orgnr", "about")}
    verified_at = world.moment(FIRST_DAY) if row["verified"] else None
    world.made["organisations"] += 1
    told |= {name: row[name] for name in ("population", "language") if name in row}
    return Organisation.objects.create(**told, verified_at=verified_at)


def _person(world: World, row: Row, organisation: Organisation | None) -> User:
    told = {name: row[name] for name in ("email", "title", "language")}
    joined = world.moment(FIRST_DAY if row.get("verified", True) else NEWCOMERS_DAY)
    user = User.objects.create(first_name=row["name"], password=encoded_password(), date_joined=joined, **told)
    choose_language(user=user, language=user.language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if organisation:
        verified_at = joined if row.get("verified", True) else None
        Membership.objects.create(
            user=user, organisation=organisation, role=row["role"], started_at=joined, verified_at=verified_at
        )
    if role := row.get("site_role"):
        _give_role(user, role)
    world.made["persons"] += 1
    return user


def _give_role(user: User, role: str) -> None:
    user.groups.add(Group.objects.get(name=role))
    if role in admin_roles():
        secret = get_adapter().encrypt(totp_secret(user.email))
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})
