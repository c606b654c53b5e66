from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.address import ALL, CURSOR, SORT, Address
from core.listing import Group, Option

from . import facets, feed
from .find import Answer, FoundItem, search
from .promoting import with_promoted
from .query import FACETS, LITERALLY
from .terms import content_words, part_terms, synonyms

KIND = FACETS[0]
SORTS = [("relevans", "relevance", _("Best match first")), ("nyest", "newest", _("Newest first"))]


def chosen_filters(request: HttpRequest) -> dict[str, list[str]]:
    """Return the values of each filter that the address of `request` has any of."""
    address = Address.of(request, FACETS)
    return {facet: values for facet in FACETS if (values := address.values(facet))}


def answer_to(request: HttpRequest) -> Answer:
    """Search for what the address of `request` asks for."""
    sort = next((engine_name for name, engine_name, _label in SORTS if name == request.GET.get(SORT)), "relevance")
    answer = search(
        request.GET.get("q", ""),
        request.user,
        filters=chosen_filters(request),
        sort=sort,
        literal=request.GET.get(LITERALLY) == "1",
        cursor=request.GET.get(CURSOR, ""),
    )
    return with_promoted(answer, request.user)


class SearchListing:
    """The hits of a search, in the shape every list of the site has.

    When nothing has all that was sought, `only_word` is the word that was, if it was one and not several; `akin` are
    those that are found in its place, unless it has parts, which are.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.address = Address.of(request, ["q", LITERALLY, SORT, ALL, *FACETS])
        self.answer = answer_to(request)
        self.total = self.answer.page.total
        self.corrected = self.answer.page.corrected
        self.literal_url = self.address.with_(**{LITERALLY: "1", CURSOR: None})
        self.usual_url = self.address.with_(**{LITERALLY: None, CURSOR: None})
        self.items: Sequence[FoundItem] = self.answer.items
        self.promoted = self.answer.promoted
        words = content_words(self.answer.page.searched.words) if self.answer.page.is_partial else ()
        self.only_word = words[0] if len(words) == 1 else ""
        self.akin = ", ".join(synonyms(self.only_word)) if words and not part_terms(self.only_word) else ""

    @property
    def feed_url(self) -> str:
        """Return where one can follow what is new among the hits; nothing when no word was written."""
        query = self.answer.query
        return "" if query.is_meaningless else feed.address_of(query, "search_feed")

    @property
    def feed_title(self) -> str:
        return feed.title_of(self.answer.query)

    @property
    def kinds(self) -> Sequence[Option]:
        """Return the kinds of the hits, each with where one sees no other; none when they are of one, or chosen."""
        kinds = next((group.options for group in self.groups if group.name == KIND), [])
        return kinds if len(kinds) > 1 and KIND not in self.answer.query.filters else []

    @cached_property
    def groups(self) -> list[Group]:
        groups = facets.groups(self.answer.page.facets, self.answer.query.filters, self.address)
        return [group for group in groups if group.options]

    @property
    def active(self) -> list[Option]:
        return [option for group in self.groups for option in group.options if option.selected]

    @property
    def clear_url(self) -> str:
        return self.address.with_(**{**dict.fromkeys(FACETS), CURSOR: None})

    @property
    def sort_options(self) -> list[Option]:
        chosen = self.answer.query.sort
        return [
            Option(name, label, self.address.with_(**{SORT: name, CURSOR: None}), engine_name == chosen)
            for name, engine_name, label in SORTS
        ]

    @property
    def next_url(self) -> str | None:
        following = self.answer.page.next
        return self.address.with_(**{CURSOR: following}) if following else None

    @property
    def first_url(self) -> str | None:
        return self.address.with_(**{CURSOR: None}) if self.answer.query.after else None

    def hidden(self) -> list[tuple[str, Any]]:
        """Return what the filter form keeps of the address."""
        literally = [(LITERALLY, "1")] if self.answer.query.literal else []
        return [("q", self.answer.query.text), *literally]
