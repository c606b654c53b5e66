"""What a comment said before: marked edits that readers met, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from core.clock import now
from tests.factories.people import make_member
from tests.factories.threads import make_comment
from threads import actions
from threads.models import Comment

pytestmark = pytest.mark.django_db


def edit(comment, body, hours=0):
    if hours:
        Comment.objects.filter(pk=comment.pk).update(created_at=now() - timedelta(hours=hours))
    actions.edit_comment(comment=comment, editor=comment.author, body=body)


def history(client, comment):
    return client.get(reverse("comment_history", args=[comment.pk]))


def test_a_marked_edit_leads_to_what_was_said_before(anonymous, inger, thread):
    comment = make_comment(thread, inger, "Vi måler manuelt")
    edit(comment, "Vi måler digitalt", hours=1)
    assert reverse("comment_history", args=[comment.pk]) in anonymous.get(thread.path_url).text
    page = history(anonymous, comment).text
    assert "manuelt<" in page.split("<del>")[1]
    assert "digitalt<" in page.split("<ins>")[1]


def test_what_is_corrected_at_once_is_not_shown(anonymous, inger, thread):
    comment = make_comment(thread, inger, "Vi måler for hnåd")
    edit(comment, "Vi måler for hånd")
    assert "hnåd" not in history(anonymous, comment).text
    assert "edited" not in anonymous.get(thread.path_url).text


def test_what_a_moderator_held_is_not_shown(anonymous, thread):
    comment = make_comment(thread, make_member("Nils", verified=False), "Det ingen fikk se")
    edit(comment, "Det moderatoren fikk se", hours=1)
    comment.refresh_from_db()
    assert history(anonymous, comment).status_code == 404
    actions.approve_comment(comment=comment, moderator=make_member("Mod"), seen_version=comment.version)
    assert "ingen fikk" not in history(anonymous, comment).text


def test_a_deleted_comment_has_no_history(anonymous, inger, thread):
    comment = make_comment(thread, inger, "Først")
    edit(comment, "Sist", hours=1)
    actions.delete_comment(comment=comment, actor=inger)
    assert history(anonymous, comment).status_code == 404


def test_a_closed_page_closes_the_history_of_its_comments(anonymous, inger, thread):
    comment = make_comment(thread, inger)
    thread.unpublish()
    assert history(anonymous, comment).status_code == 404


def test_a_comment_is_marked_with_the_language_it_is_written_in(anonymous, inger, thread):
    nynorsk = make_comment(thread, inger, "Vi har ikkje prøvd det, men det er mykje å lære.")
    english = make_comment(thread, inger, "We have the same problem with our supplier.")
    short = make_comment(thread, inger, "Takk!")
    edit(nynorsk, "Vi har ikkje prøvd det enno.", hours=1)
    html = anonymous.get(thread.path_url).text
    marked = {
        comment: html.split(f'id="k{comment.pk}"')[1].split('<div class="mp-prose"')[1].split(">")[0]
        for comment in (nynorsk, english, short)
    }
    assert [re.findall(r'lang="(..)"', one) for one in marked.values()] == [["nn"], ["en"], []]
    assert 'lang="nn"' in history(anonymous, nynorsk).text.split("<section")[1]


def test_a_comment_is_written_on_in_its_own_language(signed_in, inger, thread):
    nynorsk = make_comment(thread, inger, "Vi har ikkje prøvd det, men det er mykje å lære.")
    area = r"<textarea[^>]*>"
    addresses = [f"{start}/trader/innlegg/{nynorsk.pk}/rediger/" for start in ("", "/nn")]
    shown = [re.search(area, signed_in(inger).get(address).text)[0] for address in addresses]
    assert ['lang="nn"' in one for one in shown] == [True, False]
