"""What a page said before is shown to whoever may have read it then, and to nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import Page

from core import actions
from core.access import MEMBERS, OPEN
from core.clock import now
from core.differences import MOST_COMPARED, Part, differences
from tests.factories.arena import make_idea
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def inger():
    return make_member("Inger")


def publish(idea, key=OPEN, **texts):
    for name, text in texts.items():
        setattr(idea, name, text)
    idea.save_revision(user=idea.owner)
    actions.publish_page(page=idea, publisher=idea.owner, access_key=key)
    idea.refresh_from_db()


def history(client, idea, number=0):
    return client.get(f"{reverse('page_history', args=[idea.pk])}?versjon={number}")


def test_readers_see_what_was_changed_and_by_whom(anonymous, inger):
    idea = make_idea(inger, body="Vi skriver manuelt.")
    publish(idea, body="Vi skriver digitalt.")
    publish(idea, title="En bedre tittel")

    newest, before = history(anonymous, idea).text, history(anonymous, idea, 1).text

    assert "En bedre tittel" in newest
    assert "manuelt" not in newest
    assert "Inger" in before
    assert "manuelt<" in before.split("<del>")[1]
    assert "digitalt<" in before.split("<ins>")[1]


def test_drafts_are_never_shown(anonymous, inger):
    idea = make_idea(inger, body="Først")
    idea.body = "Et utkast ingen skal se"
    idea.save_revision(user=inger)
    publish(idea, body="Sist")
    for number in range(4):
        assert "Et utkast ingen" not in history(anonymous, idea, number).text


def test_what_was_published_to_fewer_is_not_shown_to_more(anonymous, signed_in, inger):
    idea = make_idea(inger, access_key=MEMBERS, body="Bare for medlemmer")
    publish(idea, body="For alle")
    assert "Bare for medlemmer" not in history(anonymous, idea).text
    assert "medlemmer<" in history(signed_in(make_member("Per", "Nord kommune")), idea).text


def test_what_was_withdrawn_stays_so(anonymous, inger):
    idea = make_idea(inger, body="Det vi angret på")
    actions.withdraw_page(page=idea, actor=inger)
    assert history(anonymous, idea).status_code == 404
    idea.refresh_from_db()
    publish(idea, body="Det nye")
    assert history(anonymous, idea).status_code == 200
    assert "angret" not in history(anonymous, idea).text


def test_a_closed_page_has_no_history_for_others(anonymous, inger):
    idea = make_idea(inger, access_key=MEMBERS)
    assert history(anonymous, idea).status_code == 404


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "²", "\x00"])
def test_an_odd_number_is_no_error(anonymous, inger, number):
    idea = make_idea(inger)
    assert history(anonymous, idea, number).status_code == 200


def test_a_page_is_marked_when_it_was_changed_half_an_hour_after(anonymous, inger):
    idea = make_idea(inger)
    publish(idea, body="Straks rettet")
    address = reverse("page_history", args=[idea.pk])
    assert address not in anonymous.get(idea.path_url).text
    Page.objects.filter(pk=idea.pk).update(first_published_at=now() - timedelta(hours=1))
    assert address in anonymous.get(idea.path_url).text


def test_words_that_changed_after_each_other_are_one_change():
    assert differences("Vi teller selv hver dag", "De måler aldri hver dag") == [
        Part("Vi teller selv", "removed"),
        Part("De måler aldri", "added"),
        Part(" hver dag"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "ny"), ("gammel", ""), ("én to tre", "én tre"), ("a\nb\nc", "a\nB\nc\nd"), ("x " * MOST_COMPARED, "y")],
)
def test_the_parts_are_both_texts(before, after):
    parts = differences(before, after)
    assert "".join(one.text for one in parts if one.change != "added") == before
    assert "".join(one.text for one in parts if one.change != "removed") == after
