"""The nine actors of permissions.csv."""

from django.contrib.auth.models import Group

from people.choices import MemberRole, OrganisationKind, SiteRole
from tests.factories.people import make_member, make_organisation, make_staff

ACTORS = [
    "anonymous",
    "municipality_member",
    "supplier_member",
    "qualified_supplier",
    "moderator",
    "editor",
    "procurement_officer",
    "admin",
    "ex_member",
]


def make_actor(name, role=MemberRole.MEMBER):
    """Return the user of one column of the table; None for somebody who is not signed in."""
    if name == "anonymous":
        return None
    if name == "municipality_member":
        return make_member("Ellen", "Fiktiv kommune", role=role)
    if name in ("supplier_member", "qualified_supplier"):
        firm = "Sår AS" if name == "supplier_member" else "Hud AS"
        return make_member("Arne", make_organisation(firm, OrganisationKind.SUPPLIER), role=role)
    if name == "ex_member":
        return make_member("Odd", "Fiktiv kommune", ended=True)
    if name == "procurement_officer":
        officer = make_member("Anne", "Nord kommune", role=role)
        officer.groups.add(Group.objects.get(name=SiteRole.PROCUREMENT_OFFICER))
        return officer
    site_role = {"moderator": SiteRole.MODERATOR, "editor": SiteRole.EDITOR, "admin": SiteRole.ADMINISTRATOR}[name]
    return make_staff(name.capitalize(), site_role)
