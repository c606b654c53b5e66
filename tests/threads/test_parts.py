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
        onwards = re.search(r'href="([^"#]*etter=[^"#]*)[^>]*rel="next"', page)
        address = onwards and onwards[1].replace("&amp;", "&")
    return found


def in_order():
    return list(Comment.objects.order_by("path").values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("sizes", "lengths"),
    [
        ([5] * 22, [20] * 5 + [10]),
        ([1] * 20, [20]),
        ([1] * 21, [20, 1]),
        ([19, 2, 18, 1], [19, 20, 1]),
        ([50], [20, 20, 10]),
        ([50, 1], [20, 20, 11]),
        ([1, 50, 1], [1, 20, 20, 11]),
        ([10, 11, 9, 1], [10, 20, 1]),
        ([40, 1], [20, 20, 1]),
    ],
)
def test_branches_stay_whole_where_there_is_room_for_them(sizes, lengths, inger, thread, anonymous):
    fill(thread, inger, *sizes)

    found = read(anonymous, thread.path_url)

    assert [len(part) for part in found] == lengths
    assert [pk for part in found for pk in part] == in_order()


@pytest.mark.parametrize("sizes", [[5] * 22, [94]])
def test_a_part_keeps_within_the_budget(sizes, inger, thread, client, signed_in, anonymous):
    fill(thread, inger, *sizes)
    Comment.objects.update(body_html=f"<p>{('Måltidene ' * 50)[:500]}</p>")
    for browser in (client, signed_in(make_supplier("Arne", "Hud AS")), anonymous):
        for address in (thread.path_url, f"{thread.path_url}?etter={in_order()[39]}"):
            answer = browser.get(address)
            assert answer.text.count('<article class="mp-comment"') == COMMENTS_A_PART
            assert len(answer.content) < HTML - 5_000


def test_the_address_of_each_comment_leads_to_its_part(inger, thread, anonymous):
    roots = [root.pk for root in fill(thread, inger, 7, 10, 4, 40, 1, 15, 16)]
    in_part = {}
    cursors = [None, roots[1], roots[2], roots[3] + 19, roots[3], roots[5]]
    for cursor, found in zip(cursors, read(anonymous, thread.path_url), strict=True):
        in_part |= dict.fromkeys(found, f"?etter={cursor}" if cursor else "")
    assert list(in_part) == in_order()
    for comment in Comment.objects.all():
        address = anonymous.get(reverse("comment", args=[comment.pk])).url
        assert address == f"{thread.path_url}{in_part[comment.pk]}#{comment.anchor}"


def test_where_a_branch_goes_on_it_is_told_what_is_answered(inger, thread, anonymous):
    root = fill(thread, inger, 24)[0]
    Comment.objects.filter(pk=root.pk).update(body_html="<p>Hva gjør <em>dere</em> om natten?</p>")

    first, second = (anonymous.get(f"{thread.path_url}{query}").text for query in ("", f"?etter={root.pk + 19}"))

    above = re.findall(r'"mp-comment__above"><a class="ds-link" href="/trader/innlegg/(\d+)/">Svar til Inger<', second)
    assert above == [str(root.pk), str(root.pk + 1)]
    assert "Hva gjør dere om natten?" in second
    assert f'id="k{root.pk}"' not in second
    assert "mp-comment__above" not in first


def test_a_deleted_comment_above_is_named_as_such(inger, thread, anonymous):
    root = fill(thread, inger, 24)[0]
    actions.delete_comment(comment=root, actor=inger)

    second = anonymous.get(f"{thread.path_url}?etter={root.pk + 19}").text

    assert second.count("mp-comment__above") == 1
    assert second.count("mp-comment__gone") == 1
    assert WORDS in second


def test_each_part_says_which_it_is_and_has_an_address_of_its_own(inger, thread, anonymous):
    roots = fill(thread, inger, *[20] * 3)
    addresses = [thread.path_url, *(f"{thread.path_url}?etter={root.pk}" for root in roots[:2])]
    neighbours = [(None, addresses[1]), (addresses[0], addresses[2]), (addresses[1], None)]
    for number, (address, (before, after)) in enumerate(zip(addresses, neighbours, strict=True), 1):
        text = anonymous.get(address).text
        part = f", del {number} av 3" if number > 1 else ""
        assert f"<title>{thread.title}{part} – Markedsplassen</title>" in text
        assert f'<link rel="canonical" href="http://testserver{address}">' in text
        assert f"60 innlegg, del {number} av 3</h2>" in text
        assert '<nav class="mp-pagination" aria-label="Deler av diskusjonen">' in text
        assert "Flere treff" not in text
        assert re.findall(r'href="([^"]+)#kommentarer" rel="prev"', text) == ([before] if before else [])
        assert re.findall(r'href="([^"]+)#kommentarer" rel="next"', text) == ([after] if after else [])


def test_a_short_discussion_has_no_parts(inger, thread, anonymous):
    fill(thread, inger, COMMENTS_A_PART)
    text = anonymous.get(f"{thread.path_url}?etter=3").text
    assert "mp-pagination" not in text
    assert f'<link rel="canonical" href="http://testserver{thread.path_url}">' in text
    assert f"{COMMENTS_A_PART} innlegg</h2>" in text


def test_what_is_deleted_takes_its_place_and_hides_nothing(inger, thread, anonymous):
    roots = fill(thread, inger, 5, 15, 1, 1, 1)
    actions.delete_comment(comment=roots[0], actor=inger)
    actions.delete_comment(comment=roots[2], actor=inger)

    found = read(anonymous, thread.path_url)

    assert [pk for part in found for pk in part] == [pk for pk in in_order() if pk != roots[2].pk]


def test_a_reply_that_comes_between_hides_nothing_of_what_follows(inger, thread, anonymous):
    roots = fill(thread, inger, *[10] * 3)
    first, *_others = read(anonymous, thread.path_url)
    make_comment(thread, inger, reply_to=roots[0])

    again = read(anonymous, thread.path_url)
    onwards = read(anonymous, f"{thread.path_url}?etter={roots[1].pk}")

    assert roots[1].pk in first
    assert [len(part) for part in again] == [11, 20]
    assert onwards == again[1:]


def asked_of_comments(browser, address):
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return sum('FROM "threads_comment"' in one["sql"] for one in queries)


@pytest.mark.parametrize(
    ("sizes", "asks"), [([], 1), ([1], 1), ([20], 1), ([1] * 20, 1), ([21], 2), ([5] * 50, 2), ([50, 50], 2)]
)
def test_a_short_discussion_costs_one_query_a_longer_one_two(sizes, asks, inger, thread, client, anonymous):
    fill(thread, inger, *sizes)
    assert [asked_of_comments(browser, thread.path_url) for browser in (client, anonymous)] == [asks, asks]


def test_beyond_the_end_stands_the_last_part(inger, thread, anonymous):
    roots = fill(thread, inger, 20, 3)
    for cursor in (roots[1].pk, 10**17):
        assert read(anonymous, f"{thread.path_url}?etter={cursor}") == read(anonymous, thread.path_url)[1:]
