"""Facets as readers meet them: values with their words, counts and addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import search_registry
from core.address import Address
from core.choices import Language, TermKind
from core.listing import Group, group_of, shown_as_typed
from core.models import Term
from people.models import Organisation

from .query import FACETS

Counts = Mapping[str, Sequence[tuple[str, int]]]

NAMES = {
    "type": _("Kind"),
    "tema": _("Theme"),
    "org": _("Organisation"),
    "aar": _("Year"),
    "sprak": _("Language"),
}


def labels(facet: str, counted: Sequence[str], asked: Sequence[str] = ()) -> dict[str, Any]:
    """Return the words of those values that have any, in the order they came.

    What is `counted` stands on the hits; of what is only `asked` for in an address no name is told but those that
    everybody may know.
    """
    values = [*counted, *asked]
    if facet == "type":
        words: Mapping[str, Any] = search_registry.kinds()
    elif facet == "sprak":
        words = dict(Language.choices)
    elif facet == "aar":
        words = {value: value for value in values}
    else:
        themes = Term.objects.of_kind(TermKind.THEME).named().values_list("slug", "word")
        organisations = Organisation.objects.filter(slug__in=counted) | Organisation.objects.visible_to(None)
        things = themes if facet == "tema" else organisations.values_list("slug", "name")
        words = dict(things.filter(slug__in=values)) if values else {}
    return {value: words[value] for value in values if value in words}


def groups(counts: Counts, chosen: Mapping[str, Sequence[str]], address: Address) -> list[Group]:
    """Return the facets of an answer as groups of choices."""
    return [_group(facet, dict(counts.get(facet, ())), list(chosen.get(facet, ())), address) for facet in FACETS]


def _group(facet: str, counts: dict[str, int], chosen: list[str], address: Address) -> Group:
    values = sorted(counts, reverse=True) if facet == "aar" else list(counts)
    words = labels(facet, values, [one for one in chosen if one not in counts])
    words |= {value: shown_as_typed(value) for value in chosen if value not in words}
    return group_of(facet, NAMES[facet], words, counts, chosen, address)


def as_json(counts: Counts) -> dict[str, list[dict[str, Any]]]:
    """Return the facets of an answer for the API."""
    answer = {}
    for facet in FACETS:
        counted = dict(counts.get(facet, ()))
        words = labels(facet, list(counted))
        answer[facet] = [{"value": v, "label": str(label), "count": counted[v]} for v, label in words.items()]
    return answer
