"""What is typed is kept while it is typed: for its writer, once for each form, until it is sent."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from arena.models import IdeaPage
from core.clock import now
from core.models import AuditEntry, EventEntry, UnsentForm
from core.rescue import MOST_CHARACTERS
from core.unsent import KEPT_FOR, MOST_FORMS, forget_old
from tests.factories.arena import make_idea
from tests.factories.forms import comment_form, idea_form
from tests.factories.people import make_member, organisation_of
from tests.factories.threads import make_comment, make_thread
from threads.models import Comment

pytestmark = pytest.mark.django_db
NEW = "/innovasjon/del/"
TYPED = "Halvveis i en tanke"


@pytest.fixture
def inger():
    return make_member("Inger")


@pytest.fixture
def client(signed_in, inger):
    return signed_in(inger)


@pytest.fixture
def form(inger):
    return idea_form(title="", summary=TYPED, kind="", organisation=organisation_of(inger).pk, written_by=inger.pk)


def keep(client, form, address=NEW, version=0):
    return client.post(address, {**form, "autosave": "1", "unsent_version": version})


def fetched(client):
    return client.get(UnsentForm.objects.get().url)


def test_half_a_form_is_kept_and_nothing_is_published(client, form):
    rows = AuditEntry.objects.count(), EventEntry.objects.count()
    answer = keep(client, form).json()

    assert answer["key"] == str(form["form_key"])
    assert answer["version"] == 1
    assert answer["said"].startswith("Lagret kl. ")
    assert not IdeaPage.objects.exists()
    assert (AuditEntry.objects.count(), EventEntry.objects.count()) == rows
    assert UnsentForm.objects.get().title == TYPED


def test_it_is_named_by_its_words_without_the_marks_of_markdown(client, form):
    keep(client, {**form, "summary": "**For hånd**, tre ganger:"})
    assert UnsentForm.objects.get().title == "For hånd, tre ganger:"


def test_a_form_is_kept_once_as_it_was_last(client, form):
    for version, text in enumerate(["Først", "Så", "Til sist"]):
        assert keep(client, {**form, "summary": text}, version=version).json()["version"] == version + 1
    assert UnsentForm.objects.get().title == "Til sist"
    assert "Til sist" in fetched(client).text


def test_it_comes_back_as_it_was_left_and_is_not_judged(client, form):
    keep(client, {**form, "themes": ["x"], "audience": "members"})
    page = fetched(client)
    assert page.status_code == 200
    assert TYPED in page.text
    assert 'value="members" id="id_audience_1" checked' in page.text
    assert "error-summary" not in page.text
    assert 'name="unsent_version" value="1"' in page.text
    assert f'name="form_key" value="{form["form_key"]}"' in page.text


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("/erfaringer/del/", {"factors": ["Ledelsen var med", ""], "pairs": []}),
        ("/arrangementer/nytt/", {"agenda_items": ["Velkommen", "", "Kaffe"]}),
    ],
)
def test_rows_come_back_too_and_no_more_of_them(client, inger, form, address, rows):
    sent = {**form}
    for prefix, texts in rows.items():
        sent |= {f"{prefix}-TOTAL_FORMS": len(texts), f"{prefix}-INITIAL_FORMS": 0}
        sent |= {
            f"{prefix}-{n}-{'title' if prefix == 'agenda_items' else 'text'}": text for n, text in enumerate(texts)
        }
    keep(client, sent, address)
    page = fetched(client)
    assert "error-summary" not in page.text
    assert TYPED in page.text
    for prefix, texts in rows.items():
        assert f'name="{prefix}-TOTAL_FORMS" value="{len(texts)}"' in page.text
        for text in filter(None, texts):
            assert text in page.text


def test_what_is_sent_is_kept_no_longer_however_late_it_was_kept(client, form):
    keep(client, form)
    sent = {**form, "kind": "need", "title": "Ferdig"}
    assert client.post(NEW, sent).status_code == 302
    assert not UnsentForm.objects.exists()

    assert keep(client, sent, version=1).json() == {"version": 0, "said": ""}
    assert not UnsentForm.objects.exists()


def test_a_form_with_errors_is_kept_still(client, form):
    keep(client, form)
    assert client.post(NEW, {**form, "unsent_version": 1}).status_code == 422
    assert keep(client, form, version=1).json()["version"] == 2


def test_two_tabs_with_the_same_form_keep_both_texts_and_say_so(client, form):
    keep(client, form)
    first = keep(client, {**form, "summary": "I den ene fanen"}, version=1).json()
    second = keep(client, {**form, "summary": "I den andre fanen"}, version=1).json()

    assert second["key"] != first["key"]
    assert "en annen fane" in second["said"]
    assert {one.title for one in UnsentForm.objects.all()} == {"I den ene fanen", "I den andre fanen"}
    own = {**form, "form_key": second["key"], "summary": "Og videre"}
    assert keep(client, own, version=second["version"]).json()["key"] == second["key"]
    assert UnsentForm.objects.count() == 2


def test_a_form_that_is_emptied_is_not_kept(client, form):
    keep(client, form)
    assert keep(client, {**form, "summary": " "}, version=1).json()["said"] == ""
    assert not UnsentForm.objects.exists()


def test_a_conflict_with_a_colleague_takes_the_kept_text_along(client, inger):
    idea = make_idea(inger)
    address = reverse("idea_edit", args=[idea.pk])
    mine = idea_form(idea, title="Mitt", written_by=inger.pk)
    keep(client, mine, address)
    idea.save_revision()
    again = client.post(address, {**mine, "unsent_version": 1})
    assert again.status_code == 409
    data = again.context["form"].data
    sent = {**mine, "form_key": data["form_key"], "seen_revision": data["seen_revision"], "unsent_version": 1}
    assert client.post(address, sent).status_code == 302
    assert not UnsentForm.objects.exists()


def test_it_is_found_again_where_it_was_written_and_on_my_page(client, form):
    keep(client, form)
    kept = UnsentForm.objects.get()
    for address in (NEW, f"{NEW}?tittel=noe", "/nn/innovasjon/del/", "/min-side/"):
        page = client.get(address).text
        assert TYPED in page, address
        assert f"{NEW}?kladd={kept.key}" in page, address
    assert TYPED not in client.get("/trader/start/").text
    assert "Du har begynt på noe her" not in fetched(client).text


def test_what_the_address_prefilled_is_kept_with_it(client, form):
    keep(client, form, f"{NEW}?tittel=S%C3%A5r&kladd={uuid4()}")
    assert UnsentForm.objects.get().url == f"{NEW}?tittel=S%C3%A5r&kladd={form['form_key']}"


def test_nobody_else_finds_it(client, signed_in, inger, form):
    keep(client, form)
    kept = UnsentForm.objects.get()
    other = make_member("Bente")
    bente = signed_in(other)
    for address in (NEW, kept.url, "/min-side/"):
        assert TYPED not in bente.get(address).text
    discard = reverse("unsent_discard", args=[kept.key])
    for answer in (bente.get(discard), bente.post(discard)):
        assert answer.status_code == 404
    assert keep(bente, {**form, "written_by": other.pk}).json()["version"] == 1
    assert {one.title for one in UnsentForm.objects.filter(user=inger)} == {TYPED}


def test_a_form_drawn_for_another_is_not_kept(client, form):
    assert keep(client, {**form, "written_by": 999_999}).status_code == 403
    assert not UnsentForm.objects.exists()


def test_nothing_is_kept_for_whoever_is_signed_out(form):
    client = Client()
    assert keep(client, form).status_code == 401
    assert not UnsentForm.objects.exists()
    assert not client.session.keys()


@pytest.mark.parametrize("key", ["", "x", "\x00", "1" * 40])
def test_a_form_without_a_key_is_not_kept(client, form, key):
    assert keep(client, {**form, "form_key": key}).status_code == 403


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 30, "²"])
def test_an_odd_version_is_none(client, form, version):
    assert keep(client, form, version=version).json()["version"] == 1


def test_a_text_beyond_measure_is_not_kept(client, form):
    assert keep(client, {**form, "body": "a" * MOST_CHARACTERS}).status_code == 403
    assert keep(client, form, f"{NEW}?tittel={'a' * 2000}").status_code == 403


@pytest.mark.parametrize("text", ["\x00", "\ud7ff\u202e", "😀" * 500, "\u0000tittel\r\nlinje"])
def test_odd_text_is_no_error(client, form, text):
    assert keep(client, {**form, "summary": text}).status_code == 200
    assert client.get("/min-side/").status_code == 200


@pytest.mark.parametrize("key", ["", "x", "\x00", str(UUID(int=1))])
def test_a_key_that_leads_to_nothing_shows_an_empty_form(client, key):
    assert client.get(NEW, {"kladd": key}).status_code == 200


def test_the_newest_forms_are_kept(client, form):
    for number in range(MOST_FORMS + 2):
        keep(client, {**form, "form_key": uuid4(), "summary": f"Nummer {number}"})
    titles = list(UnsentForm.objects.values_list("title", flat=True))
    assert len(titles) == MOST_FORMS
    assert titles[-1] == "Nummer 2"


def test_what_is_old_is_forgotten(client, form):
    keep(client, form)
    forget_old()
    assert UnsentForm.objects.exists()
    UnsentForm.objects.update(saved_at=now() - KEPT_FOR - timedelta(minutes=1))
    forget_old()
    assert not UnsentForm.objects.exists()


def test_it_is_thrown_away_after_a_question_that_shows_it(client, form):
    keep(client, form)
    address = reverse("unsent_discard", args=[form["form_key"]])
    assert TYPED in client.get(address).text
    assert UnsentForm.objects.exists()
    assert client.post(address).status_code == 302
    assert not UnsentForm.objects.exists()


def test_a_reply_and_an_edited_comment_are_kept(client, inger):
    thread = make_thread(inger)
    comment = make_comment(thread, inger)
    reply = f"{reverse('comment_new', args=[thread.pk])}?svar={comment.pk}"
    edited = reverse("comment_edit", args=[comment.pk])
    keep(client, comment_form(body="Et svar"), reply)
    keep(client, comment_form(body="En rettelse"), edited)

    assert "Et svar" in client.get(thread.path_url).text
    for unsent in UnsentForm.objects.all():
        assert f"{unsent.title}</textarea>" in client.get(unsent.url).text
    client.post(edited, {"body": "Rettet"})
    client.post(
        reply,
        comment_form(body="Et svar", form_key=UnsentForm.objects.get().key, organisation=organisation_of(inger).pk),
    )
    assert not UnsentForm.objects.exists()
    assert Comment.objects.filter(body="Et svar").exists()


def test_what_can_no_longer_be_sent_is_given_back(client, inger):
    thread = make_thread(make_member("Per", "Nord kommune"))
    address = reverse("comment_new", args=[thread.pk])
    keep(client, comment_form(body=TYPED), address)
    thread.delete()
    page = fetched(client)
    assert page.status_code == 404
    assert f"{TYPED}</textarea>" in page.text
    assert TYPED in client.get("/min-side/").text
