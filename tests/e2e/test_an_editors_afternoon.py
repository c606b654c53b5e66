"""An editor's afternoon in the admin; wherever it leads her, no word of ours is in another language than hers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import adds, adds_picture, adds_text, does, meets_no_other_language, opens_new_article, opens_panel

pytestmark = pytest.mark.e2e

SYNNOVE, WENCHE = "synnove@markedsplassen.example", "wenche@markedsplassen.example"
ARTICLE = "Digitale dørlåser i hjemmet"
PICTURE = "En dørlås uten nøkkel"


def writes_an_article(synnove, folder):
    opens_new_article(synnove)
    meets_no_other_language(synnove)
    synnove.writes("Tittel", ARTICLE)
    synnove.writes("Ingress", "Om låser som hjemmetjenesten kan åpne.")
    adds(synnove, "Overskrift").locator("[name$=value-text]").fill("Slik velger dere lås")
    adds_text(synnove, "Velg en lås som hjemmetjenesten kan åpne.")
    adds_picture(synnove, folder, ARTICLE, shows=PICTURE)


def checks_and_previews_it(synnove):
    expect(opens_panel(synnove, "sjekker", "checks")).to_contain_text("Lettlest")
    preview = opens_panel(synnove, "forhåndsvisning", "preview").frame_locator("iframe").first
    expect(preview.get_by_role("heading", name=ARTICLE)).to_be_visible()
    expect(preview.get_by_role("img", name=PICTURE)).to_be_visible()


def approves_what_waits(wenche):
    wenche.goes_to("/admin/")
    meets_no_other_language(wenche)
    wenche.follows(ARTICLE)
    does(wenche, "Godkjenn og publiser")
    wenche.on_the_page("status").sees(f"«{ARTICLE}» er godkjent og publisert.")


def test_an_editors_afternoon(person, tmp_path):
    synnove, wenche, reader = person(SYNNOVE), person(WENCHE), person()

    writes_an_article(synnove, tmp_path)
    checks_and_previews_it(synnove)

    # It waits for a colleague, and no reader finds it meanwhile.
    does(synnove, "Send til «Redaksjonelt innhold»")
    synnove.sees(f"«{ARTICLE}» er sendt til godkjenning.")
    reader.does_not_find(ARTICLE)
    approves_what_waits(wenche)
    reader.finds(ARTICLE)
    reader.follows(ARTICLE)
    reader.sees_heading("Slik velger dere lås")
    expect(reader.scope.get_by_role("img", name=PICTURE)).to_be_visible()
