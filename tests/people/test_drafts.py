"""The address of a draft when there is none any longer."""

import pytest
from django.urls import reverse

from core.access import organisation_key
from core.actions import save_draft
from people.choices import SiteRole
from tests.factories.arena import make_idea
from tests.factories.people import make_member, make_staff, organisation_of

pytestmark = pytest.mark.django_db
NOTICE = "Dette er et utkast"


def draft(page):
    return reverse("draft", args=[page.pk])


def test_the_address_of_what_is_published_leads_to_it(signed_in):
    inger = make_member()
    idea = make_idea(inger)
    client = signed_in(inger)

    assert client.get(draft(idea)).url == idea.path_url
    assert NOTICE not in client.get(idea.path_url).text


def test_changes_that_are_not_published_are_a_draft(signed_in):
    inger = make_member()
    idea = make_idea(inger, title="Før")
    idea.title = "Etter"
    save_draft(page=idea, editor=inger, seen_revision=idea.latest_revision_id)

    answer = signed_in(inger).get(draft(idea))

    assert "Etter" in answer.text
    assert NOTICE in answer.text
    assert [url for url, _label, place in answer.context["arenas"] if place] == ["/innovasjon/"]


def test_an_editor_is_not_led_where_only_the_organisation_may_read(signed_in):
    inger = make_member()
    idea = make_idea(inger, access_key=organisation_key(organisation_of(inger).pk))

    shown = signed_in(make_staff("Eva", SiteRole.EDITOR)).get(draft(idea))

    assert shown.status_code == 200
    assert NOTICE not in shown.text
