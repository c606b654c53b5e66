"""How organisations are found: everybody may find every one that is verified."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.access import OPEN
from core.search_registry import Adapter, SearchDocument, facets

from .models import Organisation


class OrganisationAdapter(Adapter):
    name = "organisation"
    kinds = {"organisation": _("Organisation")}
    as_saved = True

    def findable(self) -> Any:
        return self.visible_to(None)

    def visible_to(self, user: Any) -> Any:
        return Organisation.objects.visible_to(user)

    def document(self, one: Organisation) -> SearchDocument:
        return SearchDocument(
            uid=f"{self.name}:{one.pk}",
            kind=self.name,
            language=settings.LANGUAGE_CODE,
            title=one.name,
            body=one.about,
            url=one.get_absolute_url(),
            access_key=OPEN,
            facets=facets(organisation=one),
        )
