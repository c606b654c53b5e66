import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from core import actions, filters
from core.access import MEMBERS, OPEN, organisation_key
from core.address import Address
from core.choices import TermKind
from core.clock import now
from core.listing import Filter, Group, Listing, Option, group_of
from core.models import PageState, Term
from core.text import unique_slug
from tests.factories.people import make_member, make_supplier, organisation_of
from tests.factories.threads import make_thread
from threads.models import ThreadIndexPage, ThreadPage

pytestmark = pytest.mark.django_db

SORTS = [filters.NEWEST, filters.LAST_ACTIVITY, filters.BY_TITLE]
GROUPS = [filters.THEME, filters.ORGANISATION, filters.LANGUAGE]


def theme(slug, name, order=0):
    return Term.objects.create(kind=TermKind.THEME, slug=slug, name=name, order=order)


def add_thread(author, title, access_key=OPEN, **fields):
    """A published page, made without its revision and log: quick, and all that a list asks for."""
    page = ThreadPage(title=title, slug=unique_slug(title), body="Tekst", first_published_at=now(), **fields)
    ThreadIndexPage.objects.originals().get().add_child(instance=page)
    state = {"author": author, "organisation": organisation_of(author), "access_key": access_key}
    PageState.objects.filter(pk=page.pk).update(**state)
    return page


@pytest.fixture
def world():
    """Six threads that overlap in themes, organisations and languages, and four that not everybody sees."""
    night, food, unused = theme("natt", "Natt", 2), theme("mat", "Ærlig mat", 1), theme("ubrukt", "Ubrukt")
    inger, arne = make_member("Inger", "Vest kommune"), make_supplier("Arne")
    for title, author, themes, language in [
        ("a", inger, [night], "nb"),
        ("b", inger, [night, food], "nn"),
        ("c", inger, [], "nb"),
        ("d", arne, [food], "nb"),
        ("e", arne, [night, food], "en"),
        ("f", arne, [night], "se"),
    ]:
        add_thread(author, title, themes=themes, language=language)
    make_thread(inger, title="utkast", themes=[unused], published=False)
    add_thread(inger, title="egen", themes=[unused], access_key=organisation_key(organisation_of(inger).pk))
    add_thread(inger, title="for medlemmer", themes=[unused, night], access_key=MEMBERS)
    actions.withdraw_page(page=make_thread(inger, title="trukket", themes=[unused]), actor=inger)
    return {"inger": inger, "arne": arne}


def listing(query="", user=None, **options):
    request = RequestFactory().get(f"/trader/?{query}")
    request.user = user or AnonymousUser()
    queryset = ThreadPage.objects.visible_to(request.user)
    return Listing(request, queryset, sorts=SORTS, filters=GROUPS, **options)


def titles(query="", user=None):
    return "".join(sorted(page.title for page in listing(query, user).items))


def counts(query="", user=None):
    return {group.name: {one.value: one.count for one in group.options} for group in listing(query, user).groups}


CHOSEN = [
    ("", "abcdef"),
    ("tema=natt", "abef"),
    ("tema=natt&tema=mat", "abdef"),
    ("tema=natt&org=vest-kommune", "ab"),
    ("tema=mat&org=sar-as&sprak=en", "e"),
    ("sprak=nb&sprak=se", "acdf"),
    ("tema=natt&tema=", "abef"),
    ("tema=", "abcdef"),
    ("tema=natt&tema=natt", "abef"),
    ("tema=ubrukt", ""),
    ("tema=finnes-ikke", ""),
    ("tema=finnes-ikke&tema=mat", "bde"),
    ("org=finnes-ikke&tema=natt", ""),
    ("sprak=xx", ""),
    ("tema=NATT", ""),
    ("tema=%00", "abcdef"),
    ("tema=natt%00", "abcdef"),
    ("tema=%ff%fe", ""),
    ("tema=" + "9" * 3000, ""),
    ("tema=%27%3B+DROP+TABLE", ""),
    ("tema__slug=natt&tema[]=natt&tema.x=natt&__proto__=x", "abcdef"),
    ("order=-password&author__email__startswith=a", "abcdef"),
    ("&".join(f"tema=x{number}" for number in range(300)), ""),
]


def test_filters_leave_what_was_chosen(world):
    for query, expected in CHOSEN:
        assert titles(query) == expected, query
        assert listing(query).total == len(expected), query


QUERIES = [
    "",
    "tema=natt",
    "tema=natt&tema=mat",
    "org=sar-as",
    "sprak=nb",
    "tema=mat&org=vest-kommune",
    "sprak=en&tema=natt",
]


@pytest.mark.parametrize("actor", [None, "inger", "arne"])
def test_a_count_is_what_choosing_gives(world, actor):
    user = world.get(actor)
    for query in QUERIES:
        for group, options in counts(query, user).items():
            for value, count in options.items():
                params = QueryDict(query, mutable=True)
                params[group] = value
                assert listing(params.urlencode(), user).total == count, (query, group, value)


def test_counts_are_of_what_the_reader_may_see(world):
    assert counts()["tema"] == {"mat": 3, "natt": 4}
    assert counts(user=world["arne"])["tema"] == {"ubrukt": 1, "mat": 3, "natt": 5}
    assert counts(user=world["inger"])["tema"] == {"ubrukt": 2, "mat": 3, "natt": 5}
    assert counts()["org"] == {"sar-as": 3, "vest-kommune": 3}


def test_choices_stand_in_the_order_of_their_vocabulary(world):
    groups = {group.name: [str(one.label) for one in group.options] for group in listing().groups}
    assert groups["tema"] == ["Ærlig mat", "Natt"]
    assert [one.value for one in listing().groups[2].options] == ["nb", "nn", "en", "se"]


def test_a_chosen_value_without_hits_can_still_be_taken_away(world):
    narrowed = listing("tema=mat&sprak=se")

    assert [(one.value, one.label, one.count, one.selected) for one in narrowed.groups[0].options] == [
        ("mat", "Ærlig mat", 0, True),
        ("natt", "Natt", 1, False),
    ]
    assert "/trader/?sprak=se" in [one.url for one in narrowed.active]


@pytest.mark.parametrize("name", ["tema", "sprak"])
def test_an_unknown_value_can_be_taken_away_as_well(world, name):
    unknown = listing(f"{name}=finnes-ikke&sorter=tittel")

    assert unknown.total == 0
    assert [(one.label, one.url) for one in unknown.active] == [("finnes-ikke", "/trader/?sorter=tittel")]


def test_a_long_unknown_value_is_shown_short(world):
    assert [one.label for one in listing(f"tema={'x' * 5000}").active] == ["x" * 39 + "…"]


def test_of_very_many_choices_those_with_most_hits_are_shown():
    words = {f"k{number:03}": f"Kommune {number:03}" for number in range(357)}
    counts = {value: int(value[1:]) for value in words}
    address = Address("/trader/", QueryDict("sprak=nb"))
    group = group_of("org", "Organisasjon", words, counts, ["k001"], address)
    assert [one.value for one in group.options] == ["k001", *(f"k{number:03}" for number in range(318, 357))]
    assert group.all_url == "/trader/?sprak=nb&alle=org"
    whole = group_of("org", "Organisasjon", words, counts, [], Address("/trader/", QueryDict("alle=org")))
    assert len(whole.options) == group.total == 357
    assert whole.is_whole
    assert not whole.all_url


def test_turning_a_choice_twice_comes_back(world):
    start = listing("sprak=nb&sorter=tittel")
    on = next(one.url for one in start.groups[0].options if one.value == "natt")
    off = next(one.url for one in listing(on.partition("?")[2]).groups[0].options if one.value == "natt")

    assert QueryDict(on.partition("?")[2]).getlist("tema") == ["natt"]
    assert QueryDict(off.partition("?")[2]) == QueryDict("sprak=nb&sorter=tittel")


def test_choosing_and_sorting_begin_on_page_one(world):
    deep = listing(listing("tema=natt", page_size=2).next_url.partition("?")[2], page_size=2)
    addresses = [
        one.url for one in [*deep.sort_options, *deep.active, *itertools.chain(*(g.options for g in deep.groups))]
    ]

    assert deep.after is not None
    assert addresses
    assert not [one for one in [*addresses, deep.first_url, deep.clear_url] if "etter=" in one]


def test_paging_keeps_the_filters(world):
    first = listing("tema=natt&sorter=tittel", page_size=3)
    second = listing(first.next_url.partition("?")[2], page_size=3)

    assert [page.title for page in [*first.items, *second.items]] == ["a", "b", "e", "f"]
    assert second.total == 4


def test_addresses_carry_what_was_written_as_text_only(world):
    hostile = listing("tema=%22%3E%3Cscript%3E&q=%3Csvg%2Fonload%3D1%3E&sorter=%0d%0aSet-Cookie")
    addresses = [hostile.clear_url, *(one.url for one in [*hostile.sort_options, *hostile.groups[0].options])]

    assert not [one for one in addresses if set('<>"\r\n') & set(one)]


def test_a_filter_that_cannot_be_compared_leaves_nothing(world):
    numbered = Filter("nr", "", "pk", lambda values: {})
    request = RequestFactory().get("/?nr=x")
    request.user = AnonymousUser()

    broken = Listing(request, ThreadPage.objects.live(), sorts=SORTS, filters=[numbered])

    assert broken.items == []
    assert broken.total == 0


def cost(query):
    with CaptureQueriesContext(connection) as queries:
        one = listing(query, prepare=lambda queryset: queryset.for_cards())
        assert all([one.total, one.items, one.groups, one.next_url or True])
        assert [(page.theme_tags, page.state.meta) for page in one.items]
    return len(queries)


def test_a_list_costs_the_same_whatever_its_length(world):
    queries = ["", "tema=natt&sprak=nb", "sorter=tittel&org=sar-as"]
    few = [cost(query) for query in queries]
    night = list(Term.objects.filter(slug="natt"))
    for number in range(21):
        add_thread(world["arne"], f"flere {number}", themes=night, language="nb")

    assert [cost(query) for query in queries] == few
    assert max(few) <= 11


@pytest.mark.parametrize(("choices", "seen"), [(0, 0), (8, 8), (10, 10), (11, 8), (40, 8)])
def test_a_few_choices_more_are_not_hidden(choices, seen):
    options = [Option(str(number), str(number), "", False) for number in range(choices)]
    group = Group("tema", "Tema", options)
    assert (len(group.first), [*group.first, *group.rest]) == (seen, options)


@pytest.mark.parametrize(("chosen", "is_open"), [(None, False), (2, False), (9, True)])
def test_the_rest_is_seen_when_one_of_it_is_chosen(chosen, is_open):
    options = [Option(str(number), str(number), "", number == chosen) for number in range(20)]
    assert Group("tema", "Tema", options).is_open == is_open
    assert Group("tema", "Tema", options, is_whole=True).is_open
