from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from threads import rules

NOW = timezone.now()


def someone(*, member, pk=1):
    user = SimpleNamespace(pk=pk, is_authenticated=True)
    user._current_memberships = [SimpleNamespace(organisation_id=1)] if member else []
    return user


@pytest.mark.parametrize(
    ("member", "live", "has_comments", "expected"),
    [
        (True, True, True, True),
        (False, True, True, False),
        (True, False, True, False),
        (True, True, False, False),
    ],
)
def test_can_comment(member, live, has_comments, expected):
    page = SimpleNamespace(live=live, has_comments=has_comments)
    assert rules.can_comment(someone(member=member), page) is expected


@pytest.mark.parametrize(
    ("member", "own", "deleted", "expected"),
    [
        (True, True, False, True),
        (False, True, False, False),
        (True, False, False, False),
        (True, True, True, False),
    ],
)
def test_can_delete_comment(member, own, deleted, expected):
    comment = SimpleNamespace(author_id=1 if own else 2, is_deleted=deleted)
    assert rules.can_delete_comment(someone(member=member), comment) is expected


@pytest.mark.parametrize("declined", [True, False])
def test_what_is_declined_is_not_edited(declined):
    comment = SimpleNamespace(author_id=1, is_deleted=False, is_declined=declined)
    assert rules.can_edit_comment(someone(member=True), comment) is not declined
    assert rules.can_delete_comment(someone(member=True), comment)


@pytest.mark.parametrize(
    ("role", "decides"),
    [("moderator", True), ("administrator", True), ("editor", False), ("procurement_officer", False), (None, False)],
)
def test_who_decides_on_comments(role, decides):
    user = SimpleNamespace(is_authenticated=True, _site_roles=frozenset({role} - {None}))
    assert rules.decides_on_comments(user) is decides


@pytest.mark.parametrize(
    ("age", "marked"),
    [(timedelta(0), False), (timedelta(minutes=30), False), (timedelta(minutes=30, microseconds=1), True)],
)
def test_an_edit_is_marked_after_thirty_minutes(age, marked):
    assert rules.edit_is_marked(SimpleNamespace(created_at=NOW - age), NOW) is marked


@pytest.mark.parametrize(("depth", "beside"), [(1, False), (2, False), (3, True)])
def test_a_reply_at_the_lowest_level_stands_beside(depth, beside):
    parent = SimpleNamespace()
    comment = SimpleNamespace(depth=depth, parent=parent)
    assert rules.reply_parent(comment) is (parent if beside else comment)
