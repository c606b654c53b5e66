from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils.timezone import localdate
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from arena.models import IdeaPage
from cases.models import ExperiencePage
from core import actions
from core.clock import now
from core.models import AuditEntry, EventEntry, OutgoingMail, PageState, SearchChange, Term
from events.actions import cancel
from events.choices import RegistrationStatus
from events.models import EventPage, Registration
from home.demo.loading import load
from home.demo.people import PASSWORD, totp_secret
from home.demo.world import rows
from home.models import ArticlePage
from market.choices import NoticeStatus
from market.models import ProcurementNotice, SupplierProfile
from people.models import Membership, Organisation, User
from threads.actions import delete_comment, edit_comment
from threads.models import Comment, ThreadPage

STORED = [
    Term, Organisation, User, Membership, EmailAddress, Authenticator, Page, PageState, Revision, IdeaPage, ThreadPage,
    ExperiencePage, ArticlePage, EventPage, Comment, Registration, SupplierProfile, ProcurementNotice, AuditEntry,
    EventEntry, OutgoingMail, SearchChange, Redirect,
]  # fmt: skip


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in STORED}


def user(email):
    return User.objects.get(email=email)


class LoadedWorld(TestCase):
    """The demo world is loaded once for all tests of a class."""

    @classmethod
    def setUpTestData(cls):
        cls.made = load()


class TestWhatIsMade(LoadedWorld):
    def test_every_row_of_the_files_is_there(self):
        threads = rows("threads", "thread")
        comments = len(rows("comments", "comment")) + sum(len(thread["comment"]) for thread in threads)
        assert self.made["comments"] == Comment.objects.count() == comments
        for file, table, model in [
            ("taxonomy", "term", Term),
            ("people", "organisation", Organisation),
            ("people", "person", User),
            ("ideas", "idea", IdeaPage),
            ("experiences", "experience", ExperiencePage),
            ("threads", "thread", ThreadPage),
            ("events", "event", EventPage),
            ("market", "supplier", SupplierProfile),
            ("market", "notice", ProcurementNotice),
        ]:
            assert self.made[f"{table}s"] == model.objects.count() == len(rows(file, table)), table
        assert self.made["articles"] == len(rows("articles", "article"))

    def test_a_reader_meets_a_site_that_is_in_use(self):
        for queryset, least in [
            (IdeaPage.objects, 40),
            (ThreadPage.objects, 25),
            (Comment.objects, 200),
            (ExperiencePage.objects, 20),
            (EventPage.objects, 12),
            (SupplierProfile.objects, 12),
            (ProcurementNotice.objects, 10),
            (ArticlePage.objects.filter(slug__in=[row["slug"] for row in rows("articles", "article")]), 15),
        ]:
            assert queryset.visible_to(None).count() >= least, queryset.model
        for model in (IdeaPage, ThreadPage, ExperiencePage):
            newest = model.objects.visible_to(None).order_by("-state__last_activity_at")[0]
            assert newest.state.last_activity_at > now() - timedelta(days=4), model

    def test_nothing_has_happened_in_the_future_or_left_a_trace_of_today(self):
        for row in rows("ideas", "idea"):
            page = IdeaPage.objects.get(slug=row["slug"])
            assert localdate(page.latest_revision_created_at) == localdate() - timedelta(days=row["days_ago"])
            assert [one.created_at for one in page.revisions.all()] == [page.latest_revision_created_at]
        assert not PageState.objects.filter(last_activity_at__gt=now()).exists()
        assert not Comment.objects.filter(created_at__gt=now() - timedelta(hours=1)).exists()
        assert not Registration.objects.filter(created_at__gt=now() - timedelta(hours=1)).exists()
        assert not Redirect.objects.exists()

    def test_pages_are_active_when_their_newest_comment_was_written(self):
        for page in ThreadPage.objects.all():
            written = list(Comment.objects.filter(page=page).order_by("pk").values_list("created_at", flat=True))
            assert written == sorted(written)
            assert page.state.last_activity_at == written[-1]
            assert page.first_published_at < written[0]

    def test_deleted_comments_do_not_count(self):
        page = ThreadPage.objects.get(slug="nokkelperson-i-ein-liten-kommune")
        assert Comment.objects.filter(page=page, deleted_at__isnull=False).count() == 1
        assert page.state.comment_count == Comment.objects.filter(page=page, deleted_at=None).count()

    def test_some_pages_are_not_for_everyone(self):
        seen = set(IdeaPage.objects.visible_to(None).values_list("slug", flat=True))
        own = set(IdeaPage.objects.visible_to(user("bente@vest.example")).values_list("slug", flat=True))
        assert own - seen == {
            "meldinger-til-oppfolgingsteamet-utenom-apningstid",
            "oversikt-over-maleutstyret-i-sonene",
        }
        hidden = {row["slug"] for row in rows("ideas", "idea") if {"draft", "review", "withdrawn"} & row.keys()}
        assert hidden.isdisjoint(own)

    def test_a_newcomers_page_waits_for_a_moderator(self):
        page = IdeaPage.objects.get(state__author=user("ruth@fiktiv.example"))
        assert not page.live
        assert page.current_workflow_state is not None
        assert Membership.objects.get(user=user("ruth@fiktiv.example")).verified_at is None

    def test_a_newcomers_comment_waits_as_well(self):
        [held] = Comment.objects.held()
        counted = Comment.objects.published().filter(page=held.page)
        assert held.author == user("ruth@fiktiv.example")
        assert held.page.state.comment_count == counted.count()
        assert held.page.state.last_activity_at == counted.latest("pk").created_at

    def test_experiences_go_through_the_key_person(self):
        ragnhild = user("ragnhild@god.example")
        assert [page.slug for page in ExperiencePage.objects.waiting_for(ragnhild)] == [
            "arbeidstelefon-til-alle-i-to-soner"
        ]
        approved = ExperiencePage.objects.get(slug="nattkamera-pa-elvestrand")
        assert approved.live
        assert approved.state.author == user("terje@bra.example")
        entry = AuditEntry.objects.get(action="experience.approved", object_uid=f"page:{approved.pk}")
        assert entry.actor_name == "Sunniva"

    def test_events_and_notices_stand_where_their_dates_put_them(self):
        status = {event.slug: event.status for event in EventPage.objects.all()}
        assert status["besok-hos-bra-nattkamera-i-praksis"] == RegistrationStatus.FULL
        assert status["medisindispensere-seks-kommuner-sammenligner-tall"] == RegistrationStatus.OVER
        assert Counter(status.values())[RegistrationStatus.OPEN] == 8
        assert not EventPage.objects.filter(starts_at__week_day__in=[1, 7]).exists()
        assert Counter(notice.status for notice in ProcurementNotice.objects.all()) == {
            NoticeStatus.OPEN: 7,
            NoticeStatus.CLOSED: 7,
        }

    def test_every_open_page_answers(self):
        pages = Page.objects.live().filter(depth__gt=1, state__access_key="open").specific()
        for address in [*(page.path_url for page in pages), *(one.get_absolute_url() for one in self.snippets())]:
            assert self.client.get(address).status_code == 200, address

    def snippets(self):
        return [*SupplierProfile.objects.all(), *ProcurementNotice.objects.all()]


class TestAccounts(LoadedWorld):
    def test_everybody_can_log_in(self):
        assert EmailAddress.objects.filter(verified=True, primary=True).count() == User.objects.count()
        assert all(one.check_password(PASSWORD) for one in User.objects.all())

    def test_those_who_may_enter_the_admin_have_a_second_factor(self):
        staff = {one for one in User.objects.all() if one.has_perm("wagtailadmin.access_admin")}
        assert {authenticator.user for authenticator in Authenticator.objects.all()} == staff
        for person in staff:
            code = format_hotp_value(hotp_value(totp_secret(person.email), list(yield_hotp_counters_from_time())[0]))
            assert TOTP(Authenticator.objects.get(user=person)).validate_code(code)

    def test_the_table_names_them_all(self):
        printed = StringIO()
        call_command("demo_accounts", stdout=printed)
        head, *lines = printed.getvalue().splitlines()
        assert len(lines) == User.objects.count()
        for line in lines:
            email, password, *_ = line.split()
            assert password == PASSWORD
            assert (totp_secret(email) in line) == Authenticator.objects.filter(user__email=email).exists()
        assert {line.index(PASSWORD) for line in lines} == {head.index("password")}


class TestASecondLoad(LoadedWorld):
    def test_it_changes_nothing(self):
        before = everything()

        assert load() == Counter()

        assert everything() == before

    def test_what_people_changed_stays(self):
        inger = user("inger@vest.example")
        inger.set_password("et helt annet passord")
        inger.save()
        idea = IdeaPage.objects.get(slug="registrere-malinger-under-hjemmebesoket")
        idea.title = "Målinger rett i journalen"
        actions.save_draft(page=idea, editor=inger, seen_revision=idea.latest_revision_id)
        actions.publish_page(page=idea, publisher=inger, access_key="members")
        edited, deleted = Comment.objects.filter(page=idea).order_by("pk")[:2]
        edit_comment(comment=edited, editor=edited.author, body="Noe annet.")
        delete_comment(comment=deleted, actor=deleted.author)
        registration = Registration.objects.first()
        cancel(event=registration.event, user=registration.user)
        before = everything()

        assert load() == Counter()

        assert everything() == before
        idea.refresh_from_db()
        assert (idea.title, idea.state.access_key) == ("Målinger rett i journalen", "members")

    def test_a_page_that_was_given_another_address_is_known_again(self):
        with self.captureOnCommitCallbacks(execute=True):
            thread = ThreadPage.objects.get(slug="hva-koster-en-dpia")
            thread.slug = "prisen-pa-en-dpia"
            thread.save_revision().publish()

        assert load() == Counter()

    def test_what_is_missing_is_made_again(self):
        idea = IdeaPage.objects.get(slug="en-ros-flere-kan-bygge-pa")
        comments = Comment.objects.filter(page=idea).count()
        idea.delete()

        assert load() == Counter(ideas=1, comments=comments)


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["load_demo", "demo_accounts"])
def test_there_is_no_demo_in_production(settings, command):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command(command)

    assert not User.objects.exists()
