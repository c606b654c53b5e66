import re

import pytest
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import PageState
from tests.factories.people import make_supplier, organisation_of
from tests.factories.threads import make_comment
from tests.test_budgets import HTML
from threads import actions
from threads.discussion import COMMENTS_A_PART
from threads.models import Comment

pytestmark = pytest.mark.django_db
WORDS = "Vi har prøvd dette i to soner, og nattevaktene sier at de går færre runder enn før."


def fill(page, author, *sizes):
    """Make branches of so many comments each: a root, an answer to it, and answers to that; returns their roots."""
    before = Comment.objects.filter(page=page).count()
    common = {"page": page, "author": author, "organisation": organisation_of(author), "body": WORDS}
    pk = Comment.objects.count()
    for size in sizes:
        root = None
        for place in range(size):
            pk, depth = pk + 1, min(place + 1, 3)
            above = [root, root + 1][: depth - 1] if root else []
            path = "".join(f"{one:012d}" for one in [*above, pk])
            parent = above[-1] if above else None
            Comment.objects.bulk_create(
                [Comment(pk=pk, root_id=root, parent_id=parent, depth=depth, path=path, **common)]
            )
            root = root or pk
    PageState.objects.filter(pk=page.pk).update(comment_count=before + sum(sizes))
    with connection.cursor() as cursor:  # whoever comments next takes the key after these
        for sql in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(sql)
    return list(Comment.objects.filter(page=page, depth=1).order_by("pk"))


def read(browser, address):
    """Return the comments of each part, as one comes from part to part by the link onwards."""
    found = []
    while address:
        page = browser.get(address).text
        found.append([int(pk) for pk in re.findall(r'<li id="k(\d+)"', page)])
        onwards = re.search(r'href="([^"]*etter=[^"]*)"[^>]*rel="next"', page)
        address = onwards and onwards[1].replace("&amp;", "&")
    return found


def in_order():
    return list(Comment.objects.order_by("path").values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("sizes", "lengths"),
    [
        ([5] * 50, [30] * 8 + [10]),
        ([1] * 30, [30]),
        ([1] * 31, [30, 1]),
        ([29, 2, 28, 1], [29, 30, 1]),
        ([50], [50]),
        ([50, 1], [50, 1]),
        ([1, 50, 1], [1, 50, 1]),
        ([15, 16, 14, 1], [15, 30, 1]),
    ],
)
def test_whole_branches_are_read_in_order_as_many_as_there_is_room_for(sizes, lengths, inger, thread, anonymous):
    fill(thread, inger, *sizes)

    found = read(anonymous, thread.path_url)

    assert [len(part) for part in found] == lengths
    assert [pk for part in found for pk in part] == in_order()


def test_a_part_keeps_within_the_budget(inger, thread, client, anonymous):
    roots = fill(thread, make_supplier("Arne", "Hud AS"), *[5] * 50)
    for browser in (client, anonymous):
        for address in (thread.path_url, f"{thread.path_url}?etter={roots[5].pk}"):
            answer = browser.get(address)
            assert answer.text.count(WORDS) == COMMENTS_A_PART
            assert len(answer.content) < HTML


def test_the_address_of_each_comment_leads_to_its_part(inger, thread, anonymous):
    roots = fill(thread, inger, 7, 20, 4, 40, 1, 15, 16)
    cursors = dict(zip(roots, [None, None, roots[1], roots[2], roots[3], roots[3], roots[5]], strict=True))
    for comment in Comment.objects.select_related("root"):
        cursor = cursors[comment.root or comment]
        query = f"?etter={cursor.pk}" if cursor else ""
        address = anonymous.get(reverse("comment", args=[comment.pk])).url
        assert address == f"{thread.path_url}{query}#{comment.anchor}"
    assert [len(part) for part in read(anonymous, thread.path_url)] == [27, 4, 40, 16, 16]


def test_what_is_deleted_takes_its_place_and_hides_nothing(inger, thread, anonymous):
    roots = fill(thread, inger, 5, 25, 1, 1)
    actions.delete_comment(comment=roots[0], actor=inger)
    actions.delete_comment(comment=roots[2], actor=inger)

    found = read(anonymous, thread.path_url)

    assert [pk for part in found for pk in part] == [pk for pk in in_order() if pk != roots[2].pk]


def test_a_reply_that_comes_between_hides_nothing_of_what_follows(inger, thread, anonymous):
    roots = fill(thread, inger, *[10] * 4)
    first, *_others = read(anonymous, thread.path_url)
    make_comment(thread, inger, reply_to=roots[0])

    again = read(anonymous, thread.path_url)
    onwards = read(anonymous, f"{thread.path_url}?etter={roots[2].pk}")

    assert roots[2].pk in first
    assert [len(part) for part in again] == [21, 20]
    assert onwards == [list(range(roots[3].pk, roots[3].pk + 10))]


def asked_of_comments(browser, address):
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return sum('FROM "threads_comment"' in one["sql"] for one in queries)


@pytest.mark.parametrize(
    ("sizes", "asks"), [([], 1), ([1], 1), ([30], 1), ([1] * 30, 1), ([31], 2), ([5] * 50, 2), ([50, 50], 2)]
)
def test_a_short_discussion_costs_one_query_a_longer_one_two(sizes, asks, inger, thread, client, anonymous):
    fill(thread, inger, *sizes)
    assert [asked_of_comments(browser, thread.path_url) for browser in (client, anonymous)] == [asks, asks]


def test_beyond_the_end_there_is_only_a_way_back(inger, thread, anonymous):
    root = fill(thread, inger, 3)[0]
    answer = anonymous.get(f"{thread.path_url}?etter={root.pk}")
    assert read(anonymous, f"{thread.path_url}?etter={root.pk}") == [[]]
    assert f'href="{thread.path_url}">' in answer.text
