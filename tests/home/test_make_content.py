from collections import Counter
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, TestCase
from wagtail.models import Page

from arena.models import IdeaIndexPage, IdeaPage
from cases.models import ExperiencePage
from core import actions
from core.choices import TermKind
from core.clock import now
from core.models import AuditEntry, PageState, SearchChange, Term
from home.bulk import making, storing
from home.bulk.making import BATCH, PAGES, make
from home.bulk.words import speeches
from home.bulk.writing import Writer
from search.drain import drain, engine, expected
from search.engines.base import clear
from tests.factories.people import make_member, make_supplier
from threads.models import Comment, ThreadIndexPage, ThreadPage

MODELS = (IdeaPage, ThreadPage, ExperiencePage)
COMMENTS = BATCH - PAGES * len(MODELS)


def somebody_to_write():
    for kind in TermKind.values:
        for number in range(3):
            Term.objects.create(kind=kind, slug=f"{kind}-{number}", name=f"Ord {number}", order=number)
    make_member("Inger")
    make_member("Ellen", "Fiktiv kommune")
    make_supplier()


def run(scale, seed=1):
    return list(make(scale=scale, seed=seed))


def texts(model):
    return sorted(model.objects.values_list("slug", "title", "body", "language", "state__access_key"))


class TestAThousand(TestCase):
    @classmethod
    def setUpTestData(cls):
        somebody_to_write()
        clear(engine())
        drain()
        cls.there = len(engine().digests())
        cls.steps = run(1)

    def test_it_is_a_thousand_things(self):
        assert self.steps == [0, BATCH]
        assert [model.objects.live().count() for model in MODELS] == [PAGES] * 3
        assert Comment.objects.count() == COMMENTS

    def test_the_tree_is_sound(self):
        assert Page.find_problems() == ([], [], [], [], [])
        section = ThreadIndexPage.objects.originals().get()
        assert section.numchild == PAGES
        for page in section.get_children().specific():
            assert (page.depth, page.get_parent().pk, page.locale_id) == (
                section.depth + 1,
                section.pk,
                section.locale_id,
            )
            assert page.url_path == f"{section.url_path}{page.slug}/"
        after = section.add_child(instance=ThreadPage(title="Etterpå", body="x", locale=section.locale))
        assert section.get_last_child().pk == after.pk

    def test_pages_have_their_terms_rows_and_revisions(self):
        assert all(page.themes.exists() and page.service_areas.exists() for page in IdeaPage.objects.all())
        experience = ExperiencePage.objects.exclude(challenges=None).exclude(success_factors=None).first()
        for page in (experience, IdeaPage.objects.first()):
            shown = page.latest_revision.as_object()
            assert page.live_revision_id == page.latest_revision_id
            assert page.revisions.get().created_at == page.first_published_at
            assert (shown.title, shown.body_html) == (page.title, page.body_html)
            assert set(shown.themes.all()) == set(page.themes.all())
        shown = experience.latest_revision.as_object()
        assert [one.text for one in shown.success_factors.all()] == [
            one.text for one in experience.success_factors.all()
        ]

    def test_states_say_what_is_there(self):
        states = PageState.objects.filter(page__slug__startswith="laget-").select_related("page")
        said = Counter(Comment.objects.values_list("page_id", flat=True))
        for state in states:
            assert state.comment_count == said[state.pk]
            newest = Comment.objects.filter(page=state.page).order_by("created_at").last()
            assert state.last_activity_at == (newest.created_at if newest else state.page.first_published_at)
            assert state.last_activity_at <= now()
            assert state.author.memberships.get().organisation_id == state.organisation_id
        assert len({state.access_key.split(":")[0] for state in states}) > 1

    def test_comments_hang_together(self):
        for comment in Comment.objects.select_related("parent", "root"):
            above = comment.parent.path if comment.parent else ""
            assert comment.path == f"{above}{comment.pk:012d}"
            assert comment.depth == len(comment.path) // 12
            if comment.parent:
                assert comment.root == (comment.parent.root or comment.parent)
                assert comment.parent.created_at <= comment.created_at
                assert comment.parent.page_id == comment.page_id
        assert set(Comment.objects.values_list("depth", flat=True)) == {1, 2, 3}

    def test_they_can_be_found(self):
        assert SearchChange.objects.count() == BATCH

        drain()

        found = engine().digests()
        assert len(found) == self.there + BATCH
        assert found == expected()

    def test_they_can_be_read_and_changed(self):
        for model in MODELS:
            page = model.objects.visible_to(None).order_by("-state__comment_count")[0]
            assert Client().get(page.path_url).status_code == 200
            editor = page.state.author
            page.title = "Skrevet av noen"
            actions.save_draft(page=page, editor=editor, seen_revision=page.latest_revision_id)
            actions.publish_page(page=page, publisher=editor, access_key="open")
            page.refresh_from_db()
            assert (page.title, page.live) == ("Skrevet av noen", True)

    def test_the_log_says_where_they_came_from(self):
        entries = AuditEntry.objects.filter(action="pages.made_in_bulk")
        assert [entry.data["pages"] for entry in entries] == [PAGES] * 3

    def test_another_run_makes_what_is_missing(self):
        before = texts(ThreadPage)

        assert run(BATCH) == [BATCH]
        assert texts(ThreadPage) == before
        assert run(BATCH + 1) == [BATCH, 2 * BATCH]
        assert set(before) < set(texts(ThreadPage))
        assert Page.find_problems() == ([], [], [], [], [])

    def test_a_seed_always_says_the_same(self):
        first = [texts(model) for model in MODELS]
        said = sorted(Comment.objects.values_list("body", flat=True))
        for model in MODELS:
            model.objects.all().delete()

        run(BATCH)

        assert [texts(model) for model in MODELS] == first
        assert sorted(Comment.objects.values_list("body", flat=True)) == said
        run(BATCH, seed=2)
        assert ThreadPage.objects.count() == 2 * PAGES

    def test_a_section_never_has_more_pages_than_one_parent_may_have(self):
        storing.MOST_CHILDREN, most = 2 * PAGES - 1, storing.MOST_CHILDREN
        self.addCleanup(setattr, storing, "MOST_CHILDREN", most)

        with pytest.raises(CommandError, match="no room for 45 more"):
            call_command("make_content", scale=2 * BATCH)

        assert IdeaPage.objects.count() == PAGES


def test_the_largest_bulk_has_room_below_each_section():
    assert making.MOST // BATCH * PAGES < storing.MOST_CHILDREN - 500


def test_words_come_as_often_as_in_a_language():
    for speech in speeches().values():
        counted = Counter(speech.words(Random(1), 50_000))
        often = [count for _word, count in counted.most_common()]
        assert 5 < often[0] / often[19] < 20
        assert len(counted) > 3000
        assert counted.most_common(3)[0][0] in ("det", "og", "som", "er", "ikke", "ein", "på")


@pytest.mark.django_db
class TestTheCommand:
    def test_it_tells_how_far_it_has_come(self):
        somebody_to_write()
        told = StringIO()

        call_command("make_content", scale=1500, stdout=told)

        lines = told.getvalue().splitlines()
        assert lines[:2] == ["1,000 of 1,500", "2,000 of 1,500"]
        assert lines[2].startswith("Made 2,000 in ")

    def test_it_is_not_for_production(self, settings):
        settings.DEMO = False
        somebody_to_write()

        with pytest.raises(CommandError):
            call_command("make_content", scale=BATCH)

        assert not IdeaPage.objects.exists()

    @pytest.mark.parametrize("options", [{"scale": 0}, {"scale": -5}, {"scale": 200_001}, {"scale": 1, "seed": -1}])
    def test_it_refuses_what_it_cannot_make(self, options):
        with pytest.raises(CommandError):
            call_command("make_content", **options)

    def test_it_needs_somebody_to_write(self):
        with pytest.raises(CommandError, match="load_demo"):
            call_command("make_content", scale=BATCH)


@pytest.mark.django_db
def test_the_same_dice_write_the_same():
    somebody_to_write()
    source = making.find_source()

    first, second = (Writer(source, Random("en")).write("idea", "x").page for _time in range(2))

    assert (first.title, first.body, first.owner_id) == (second.title, second.body, second.owner_id)
    assert not IdeaIndexPage.objects.originals().get().numchild
