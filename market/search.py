"""How notices and supplier profiles are found; both are for everyone once they are published."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import search_registry
from core.access import OPEN
from core.search_registry import Adapter, SearchDocument, facets

from .models import ProcurementNotice, SupplierProfile
from .snippets import MarketSnippet


class SnippetAdapter(Adapter):
    """What is published of one model; `kind` is the code of what it is, and `word` what readers call it."""

    def __init__(self, model: type[MarketSnippet], kind: str, word: Any) -> None:
        self.model, self.kinds = model, {kind: word}

    def findable(self) -> Any:
        return self.visible_to(None).select_related(self.model.owner_field).prefetch_related("themes")

    def document(self, one: MarketSnippet) -> SearchDocument:
        owner = "" if str(one.owner) == str(one) else str(one.owner)
        return SearchDocument(
            uid=f"{self.name}:{one.pk}",
            kind=next(iter(self.kinds)),
            language=one.language,
            title=str(one),
            body="\n".join(filter(None, one.search_words())),
            url=one.get_absolute_url(),
            access_key=OPEN,
            place=owner,
            context=owner,
            published=one.first_published_at,
            deadline=one.deadline,
            facets=facets(themes=one.themes.all(), organisation=one.owner, published=one.first_published_at),
        )


def named_by(uid: str) -> list[str]:
    """Return the uids of the notices and profiles whose documents name an organisation or a term."""
    name, _colon, pk = uid.partition(":")
    found: list[str] = []
    for model in (SupplierProfile, ProcurementNotice):
        fields = {"organisation": model.owner_field, "term": "themes"}
        if name in fields:
            pks = model._default_manager.filter(**{fields[name]: pk}).values_list("pk", flat=True)
            found += [f"{model._meta.model_name}:{one}" for one in pks]
    return found


def register() -> None:
    search_registry.register(SnippetAdapter(SupplierProfile, "supplier", _("Supplier")))
    search_registry.register(SnippetAdapter(ProcurementNotice, "notice", _("Notice")))
    search_registry.register_dependants(named_by)
