"""How organisations are found: by their names, every one that is verified, unless its profile as a supplier is found.

What they say of themselves stands with the hit and is not sought: short texts would stand before every lesson.
"""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core import search_registry
from core.access import OPEN
from core.search_registry import Adapter, SearchDocument, facets
from market.models import SupplierProfile
from people.models import Organisation

LONGEST = 120  # characters that stand with a hit


class OrganisationAdapter(Adapter):
    model = Organisation
    kinds = {"organisation": _("Organisation")}
    as_saved = True
    is_proposed = False

    def visible_to(self, user: Any) -> Any:
        profiles = SupplierProfile.objects.visible_to(user).values("organisation")
        return Organisation.objects.visible_to(user).exclude(pk__in=profiles)

    def document(self, one: Organisation) -> SearchDocument:
        return SearchDocument(
            uid=f"{self.name}:{one.pk}",
            kind=self.name,
            language=one.language,
            title=one.name,
            body="",
            url=one.get_absolute_url(),
            access_key=OPEN,
            place=Truncator(one.about).chars(LONGEST),
            published=one.verified_at,
            facets=facets(organisation=one),
        )


def presented_by(uid: str) -> list[str]:
    """Return the uid of the organisation that a supplier profile stands for."""
    name, _colon, pk = uid.partition(":")
    found = SupplierProfile.objects.filter(pk=pk) if name == "supplierprofile" else SupplierProfile.objects.none()
    return [f"organisation:{one}" for one in found.values_list("organisation", flat=True)]


def register() -> None:
    search_registry.register(OrganisationAdapter())
    search_registry.register_dependants(presented_by)
