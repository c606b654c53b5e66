"""Lists on the public site: filters with counts in the address, sorting, and paging by key (`?etter=`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError, ValidationError
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from . import keyset
from .access import access_keys
from .address import ALL, CURSOR, SORT, Address
from .keyset import Sort
from .page_cache import kept

PAGE_SIZE = 20
SEEN, FEW = 8, 2  # choices of one filter that are seen at once, and those that are not worth hiding
MOST_OPTIONS = 40  # of one filter, unless all are asked for: there are more municipalities than a page can hold


@dataclass(frozen=True)
class Filter:
    """One group of choices: `lookup` is the field a value is compared with.

    Its words come with the values, from the expression that `words` makes and in the order of the fields `order`; or
    else from `labels`, which is given the values that occur or are chosen and returns those to be shown.
    """

    name: str
    label: Any
    lookup: str
    labels: Callable[[Iterable[str]], dict[str, Any]] = lambda values: dict(zip(values, values, strict=True))
    words: Callable[[], Any] | None = None
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """One choice in a filter or sort; `url` is the list with the choice turned round."""

    value: str
    label: Any
    url: str
    selected: bool = False
    count: int = 0


@dataclass(frozen=True)
class Group:
    """The choices of one filter; `all_url` is the list with those shown that are left out, `is_whole` once they are."""

    name: str
    label: Any
    options: Sequence[Option]
    total: int = 0
    all_url: str = ""
    is_whole: bool = False

    @property
    def first(self) -> Sequence[Option]:
        """Return the choices that are seen at once: all of them when hardly any would be left."""
        return self.options if len(self.options) <= SEEN + FEW else self.options[:SEEN]

    @property
    def rest(self) -> Sequence[Option]:
        return self.options[len(self.first) :]

    @property
    def is_open(self) -> bool:
        """Tell whether the rest is seen too, as when one of it is chosen."""
        return self.is_whole or any(option.selected for option in self.rest)


def _made(name: str, make: Callable[[], Any]) -> Any:
    return make()


def _keeping(request: HttpRequest) -> Callable[[str, Callable[[], Any]], Any]:
    """Return what keeps things for the address of `request` and all who hold the same access keys."""
    reader = f"{request.get_full_path()} {sorted(access_keys(request.user))}"
    return lambda name, make: kept(f"{reader} {name}", make)


@dataclass(frozen=True)
class FilteredSet:
    """A queryset with the filters of an address; a value that cannot be compared leaves nothing.

    `keep` is asked for what is counted, with its name and how it is made.
    """

    queryset: QuerySet
    filters: Sequence[Filter]
    address: Address
    keep: Callable[[str, Callable[[], Any]], Any] = _made

    def matching(self, *, without: Filter | None = None) -> QuerySet:
        """Return what the filters leave, each thing once; `without` one of them for counting that one's choices."""
        chosen = {one: self.address.values(one.name) for one in self.filters if one is not without}
        chosen = {one: values for one, values in chosen.items() if values}
        if not chosen:
            return self.queryset
        left = self.queryset.order_by()
        try:
            for one, values in chosen.items():
                left = left.filter(**{f"{one.lookup}__in": values})
        except (ValueError, ValidationError, FieldError):
            return self.queryset.none()
        return self.queryset.filter(pk__in=left.values("pk"))

    def group(self, one: Filter) -> Group:
        rows = self.keep(f"choices {one.name}", lambda: self._counted(one))
        counts = {str(value): n for value, _words, n in rows}
        chosen = self.address.values(one.name)
        words = {**self._chosen_elsewhere(one, chosen, counts), **{str(value): words for value, words, _n in rows}}
        if not one.words:
            words = one.labels([*counts, *chosen])
        words |= {value: shown_as_typed(value) for value in chosen if value not in words}
        return group_of(one.name, one.label, words, counts, chosen, self.address)

    def _counted(self, one: Filter) -> list[tuple[Any, Any, int]]:
        """Return (value, words, number of things) for each value that occurs; one query."""
        rows = self.matching(without=one).order_by(*one.order)
        rows = rows.values_list(one.lookup, one.words() if one.words else F(one.lookup))
        return [row for row in rows.annotate(n=Count("pk")) if row[0] not in (None, "")]

    def _chosen_elsewhere(self, one: Filter, chosen: list[str], counts: dict[str, int]) -> dict[str, Any]:
        """Return the words of chosen values that the other filters leave nothing of, so that they can be taken away."""
        missing = [value for value in chosen if value not in counts]
        if not missing or not one.words:
            return {}
        rows = self.queryset.order_by().filter(**{f"{one.lookup}__in": missing}).values_list(one.lookup, one.words())
        return dict(rows.distinct())


def group_of(
    name: str, label: Any, words: Mapping[str, Any], counts: Mapping[str, int], chosen: Sequence[str], address: Address
) -> Group:
    """Return the choices of a filter by their `words`; of very many only those with most hits, and what is chosen."""
    whole = name in address.values(ALL)
    by_hits = sorted(words, key=lambda value: (value not in chosen, -counts.get(value, 0)))
    shown = frozenset(by_hits if whole else by_hits[:MOST_OPTIONS])
    options = [
        Option(value, words[value], _turned(address, name, value, chosen), value in chosen, counts.get(value, 0))
        for value in words
        if value in shown
    ]
    all_url = "" if len(shown) == len(words) else address.with_(**{ALL: [*address.values(ALL), name]})
    return Group(name, label, options, len(words), all_url, whole)


def _turned(address: Address, name: str, value: str, chosen: Sequence[str]) -> str:
    """Return the address of the list with one choice turned round."""
    values = [other for other in chosen if other != value] if value in chosen else [*chosen, value]
    return address.with_(**{name: values, CURSOR: None})


class Listing:
    """One page of `queryset`, as the address of `request` asks for it; what is wrong in the address is left out.

    `prepare` adds to the rows that are shown (related objects, deferred fields) what the counts do not need. With
    `keep`, what is found and counted is kept for all readers with the same access keys until something changes: the
    queryset must depend on nothing else.
    """

    def __init__(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        *,
        sorts: Sequence[Sort],
        filters: Sequence[Filter] = (),
        prepare: Callable[[QuerySet], QuerySet] | None = None,
        page_size: int = PAGE_SIZE,
        keep: bool = False,
    ) -> None:
        self.address = Address.of(request, [SORT, ALL, *(one.name for one in filters)])
        self.keeps = keep and settings.PAGE_CACHE
        self.filtered = FilteredSet(queryset, filters, self.address, _keeping(request) if self.keeps else _made)
        self.sorts = sorts
        self.sort = next((one for one in sorts if one.name == request.GET.get(SORT)), sorts[0])
        self.after = keyset.decode(request.GET.get(CURSOR, ""), self.sort)
        self.prepare = prepare
        self.page_size = page_size

    @cached_property
    def total(self) -> int:
        return self.filtered.keep("total", self.filtered.matching().count)

    @cached_property
    def _window(self) -> list[Any]:
        queryset = self._found_again() if self.keeps else self._found()
        if self.prepare:
            queryset = self.prepare(queryset)
        return list(queryset[: self.page_size + 1])

    def _found(self) -> QuerySet:
        """Return the things of this page and all after it."""
        queryset = self.filtered.matching().order_by(*self.sort.order_by())
        if self.after is not None:
            queryset = queryset.filter(self.sort.beyond(self.after))
        return queryset

    def _found_again(self) -> QuerySet:
        """Return those that are shown by primary keys that are kept; the database is asked for the rights to them."""
        pks = self.filtered.keep(
            "found", lambda: list(self._found().values_list("pk", flat=True)[: self.page_size + 1])
        )
        return self.filtered.queryset.filter(pk__in=pks).order_by(*self.sort.order_by())

    @cached_property
    def items(self) -> list[Any]:
        return self._window[: self.page_size]

    @property
    def next_url(self) -> str | None:
        if len(self._window) <= self.page_size:
            return None
        return self.address.with_(**{CURSOR: keyset.encode(self.sort.key(self.items[-1]), self.sort)})

    @property
    def first_url(self) -> str | None:
        return self.address.with_(**{CURSOR: None}) if self.after is not None else None

    @cached_property
    def sort_options(self) -> list[Option]:
        return [
            Option(one.name, one.label, self.address.with_(**{SORT: one.name, CURSOR: None}), one is self.sort)
            for one in self.sorts
        ]

    @cached_property
    def groups(self) -> list[Group]:
        groups = (self.filtered.group(one) for one in self.filtered.filters)
        return [group for group in groups if _tells_things_apart(group, self.total)]

    @cached_property
    def active(self) -> list[Option]:
        """The choices that are on; the address of each is the list without it."""
        return [option for group in self.groups for option in group.options if option.selected]

    @property
    def clear_url(self) -> str:
        return self.address.with_(**{**{one.name: None for one in self.filtered.filters}, CURSOR: None})


def shown_as_typed(value: str) -> str:
    """Return the words of a choice that has none, so that whoever came with it in the address can take it away."""
    return Truncator(value).chars(40)


def _tells_things_apart(group: Group, total: int) -> bool:
    """Tell whether a choice changes the list: one that everything in it has does not, unless it is to be undone."""
    if not group.options:
        return False
    first, *others = group.options
    return bool(others) or first.selected or first.count < total


def choice_labels(choices: Any) -> Callable[[Iterable[str]], dict[str, Any]]:
    """Return the labels of a `Filter` over a TextChoices, in the order of its choices."""

    def labels(values: Iterable[str]) -> dict[str, Any]:
        present = set(values)
        return {value: label for value, label in choices.choices if value in present}

    return labels
