"""Every scene of the gallery: no fault for axe-core, and no sideways scroll."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import BRIEFLY, NARROW, faults
from tests.gallery.scene import play
from tests.gallery.scenes import SCENES
from tests.gallery.shown import not_shown

pytestmark = pytest.mark.e2e

ELLEN = "ellen@fiktiv.example"
ON_A_SCREEN = [scene for scene in SCENES if scene.media == "screen"]


@pytest.mark.parametrize("scene", ON_A_SCREEN, ids=str)
def test_a_scene_of_the_gallery(crowd, scene):
    page = play(scene, crowd).page
    assert not_shown(scene, page.url) == []
    assert faults(page, BRIEFLY) == []


def test_the_menu_is_walked_by_keyboard(crowd):
    somebody = crowd.enters()
    somebody.goes_to("/")
    page = somebody.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#innhold"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innhold"


def test_the_menu_of_a_small_screen_closes_when_one_goes_elsewhere(person):
    somebody = person()
    page = somebody.page
    page.set_viewport_size({"width": NARROW, "height": 900})
    somebody.goes_to("/trader/")
    summary, last = somebody.header.scope.locator("summary"), somebody.header.scope.get_by_role("link", name="Logg inn")
    is_open = "element => element.parentElement.open"

    summary.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    assert not summary.evaluate(is_open)
    expect(summary).to_be_focused()

    summary.press("Enter")
    last.focus()
    assert summary.evaluate(is_open)
    page.keyboard.press("Tab")
    assert not summary.evaluate(is_open)

    summary.click()
    somebody.scope.get_by_role("heading").first.click(position={"x": 1, "y": 1}, force=True)
    assert not summary.evaluate(is_open)


def test_a_very_long_word_breaks_wherever_it_is_shown(person):
    word = "sykepleierkompetanseutviklingsplanleggingssystemleverandøravtaleforvaltning"
    ellen = person(ELLEN)
    ellen.goes_to("/erfaringer/del/")
    ellen.chooses("Bruk")
    for label in ("Tittel", "Kort fortalt", "Hvilken løsning gjelder det?"):
        ellen.writes(label, word)
    ellen.at("group", "Suksessfaktor 1").writes("Hva gjorde at det gikk bra?", word)
    pair = ellen.at("group", "Utfordring og tiltak 1")
    pair.writes("Utfordring", word)
    pair.writes("Tiltak", word)
    ellen.presses("Lagre utkast")
    assert faults(ellen.page) == []
    ellen.follows("Rediger")
    assert faults(ellen.page) == []
    ellen.presses("Publiser")
    ellen.writes("Innlegg", word)
    ellen.presses("Publiser innlegget")
    assert faults(ellen.page) == []
    ellen.finds(word)
    for path in (ellen.page.url, "/erfaringer/", "/min-side/", "/"):
        ellen.goes_to(path.removeprefix(ellen.address))
        assert faults(ellen.page) == [], path
