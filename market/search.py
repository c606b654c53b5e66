"""How notices and supplier profiles are found; both are for everyone once they are published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core import search_registry
from core.access import OPEN
from core.search_registry import SearchDocument

from .models import ProcurementNotice, SupplierProfile
from .snippets import MarketSnippet


class SnippetAdapter:
    """What is published of one model; `kind` is the word readers filter by."""

    def __init__(self, model: type[MarketSnippet], kind: str) -> None:
        self.model = model
        self.kind = kind
        self.name = str(model._meta.model_name)

    def documents(self, pks: Iterable[int]) -> dict[int, SearchDocument]:
        found = self._visible(None).filter(pk__in=pks).select_related(self.model.owner_field)
        return {one.pk: self._document(one) for one in found.prefetch_related("themes")}

    def all_pks(self) -> Iterable[int]:
        return self._visible(None).order_by("pk").values_list("pk", flat=True).iterator()

    def visible(self, pks: Iterable[int], user: Any) -> set[int]:
        return set(self._visible(user).filter(pk__in=pks).values_list("pk", flat=True))

    def _visible(self, user: Any) -> Any:
        return self.model._default_manager.visible_to(user)

    def _document(self, one: MarketSnippet) -> SearchDocument:
        published = one.first_published_at
        facets = {
            "tema": tuple(theme.slug for theme in one.themes.all()),
            "org": (one.owner.slug,),
            "aar": (str(published.year),) if published else (),
        }
        return SearchDocument(
            uid=f"{self.name}:{one.pk}",
            kind=self.kind,
            language=one.language,
            title=str(one),
            body="\n".join(filter(None, one.search_words())),
            url=one.get_absolute_url(),
            access_key=OPEN,
            place="" if str(one.owner) == str(one) else str(one.owner),
            published=published,
            facets={name: values for name, values in facets.items() if values},
        )


def named_by(uid: str) -> list[str]:
    """Return the uids of the notices and profiles whose documents name an organisation or a term."""
    name, _, pk = uid.partition(":")
    found: list[str] = []
    for model in (SupplierProfile, ProcurementNotice):
        fields = {"organisation": model.owner_field, "term": "themes"}
        if name in fields:
            pks = model._default_manager.filter(**{fields[name]: pk}).values_list("pk", flat=True)
            found += [f"{model._meta.model_name}:{one}" for one in pks]
    return found


def register() -> None:
    search_registry.register(SnippetAdapter(SupplierProfile, "supplier"))
    search_registry.register(SnippetAdapter(ProcurementNotice, "notice"))
    search_registry.register_dependants(named_by)
