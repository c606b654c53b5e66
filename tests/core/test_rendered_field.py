import pytest
from django.core.management import call_command
from django.db import models
from django.db.migrations.writer import MigrationWriter
from django.urls import reverse

from arena.models import IdeaPage
from core import actions, markdown
from people.choices import SiteRole
from tests.factories.arena import make_idea
from tests.factories.forms import idea_form
from tests.factories.people import make_member, make_staff
from tests.factories.staff import prove_second_factor
from tests.factories.threads import make_comment, make_thread
from threads.models import Comment

pytestmark = pytest.mark.django_db
ATTACK = "<script>window.__x=1</script>"


@pytest.fixture
def inger():
    return make_member("Inger")


def test_a_saved_text_has_its_html_beside_it(inger):
    idea = make_idea(inger, body="**Nå**", current_situation=ATTACK)
    idea = IdeaPage.objects.get(pk=idea.pk)

    assert idea.body_html == "<p><strong>Nå</strong></p>\n"
    assert "<script" not in idea.current_situation_html
    assert idea.renderer_version == markdown.RENDERER_VERSION


def test_html_written_by_hand_is_written_over(inger):
    thread = make_thread(inger, body="tekst")
    thread.body_html = ATTACK
    thread.save()
    thread.refresh_from_db()
    assert thread.body_html == "<p>tekst</p>\n"


def test_a_draft_is_rendered_as_it_will_be_published(inger, signed_in):
    idea = make_idea(inger, body="Før")
    idea.body = "**Etter**"
    actions.save_draft(page=idea, editor=inger, seen_revision=idea.latest_revision_id)

    assert "<strong>Etter</strong>" in IdeaPage.objects.get(pk=idea.pk).get_latest_revision_as_object().body_html
    assert "<strong>Etter</strong>" in signed_in(inger).get(reverse("draft", args=[idea.pk])).text
    assert IdeaPage.objects.get(pk=idea.pk).body_html == "<p>Før</p>\n"


def test_a_revision_with_foul_html_is_published_clean(inger):
    idea = make_idea(inger, body="tekst")
    revision = idea.latest_revision
    revision.content["body_html"] = ATTACK
    revision.save()

    revision.publish(skip_permission_checks=True)

    assert IdeaPage.objects.get(pk=idea.pk).body_html == "<p>tekst</p>\n"


@pytest.mark.parametrize("kind", ["edit", "add"])
def test_a_preview_in_the_admin_shows_what_was_typed(kind, inger, signed_in):
    idea = make_idea(inger, body="Før")
    editor = make_staff("Eva", SiteRole.EDITOR)
    client = signed_in(editor)
    prove_second_factor(client, editor)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[idea.pk])
    if kind == "add":
        address = reverse("wagtailadmin_pages:preview_on_add", args=["arena", "ideapage", idea.get_parent().pk])
    form = idea_form(title="Prøve", slug="prove", body="**Etter**", comments="[]")
    form |= {f"comments-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}

    assert client.post(address, form).json() == {"is_valid": True, "is_available": True}
    preview = client.get(address)

    assert preview.status_code == 200
    assert "<strong>Etter</strong>" in preview.text
    assert "Før" not in preview.text


def test_a_comment_is_rendered_anew_when_it_is_edited(inger):
    comment = make_comment(make_thread(inger), inger, "Før")
    comment.body = "*Etter*"
    comment.save(update_fields=["body", "body_html"])
    comment.refresh_from_db()
    assert comment.body_html == "<p><em>Etter</em></p>\n"


def test_a_newer_renderer_renders_what_is_stored_anew(inger, monkeypatch, capsys):
    comment = make_comment(make_thread(inger), inger, "tekst")
    idea = make_idea(inger, body="tekst")
    Comment.objects.update(body_html="gammelt", renderer_version=0)
    untouched = make_comment(make_thread(inger, title="En til"), inger, "tekst")
    Comment.objects.filter(pk=untouched.pk).update(body_html="er nytt")
    IdeaPage.objects.filter(pk=idea.pk).update(body_html=ATTACK, renderer_version=0)

    call_command("rerender_markdown")

    assert Comment.objects.get(pk=comment.pk).body_html == "<p>tekst</p>\n"
    assert Comment.objects.get(pk=untouched.pk).body_html == "er nytt"
    assert IdeaPage.objects.get(pk=idea.pk).body_html == "<p>tekst</p>\n"
    assert set(Comment.objects.values_list("renderer_version", flat=True)) == {markdown.RENDERER_VERSION}
    assert "threads.Comment: body_html" in capsys.readouterr().out


def test_a_newer_renderer_is_no_migration(monkeypatch):
    before = MigrationWriter.serialize(markdown.RendererVersionField())[0]
    monkeypatch.setattr(markdown, "RENDERER_VERSION", 99)
    assert MigrationWriter.serialize(markdown.RendererVersionField())[0] == before


def test_a_rendered_field_knows_its_source_after_a_migration():
    field = markdown.RenderedField(source="body")
    name, path, args, kwargs = field.deconstruct()
    assert (path, args, kwargs["source"]) == ("core.markdown.RenderedField", [], "body")
    assert isinstance(field.clone(), models.TextField)
    assert field.clone().source == "body"
