"""Every scene of the gallery: no fault for axe-core, and no sideways scroll."""

from __future__ import annotations

import pytest

from tests.e2e.axe import BRIEFLY, faults
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
