"""What an editor does in the admin, and a look at the words that she meets there."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, expect

from tests.e2e.person import Person
from tests.stray import left_in, texts

# Content in English: titles of pages, and a language that is called by its own name.
CONTENT = {"The Market Place", "Library", "Events", "Experiences", "English"}
OUT_OF_REACH = {
    "Actions": "stands in a template of Wagtail's as it is; read aloud at the buttons beside the title",
    "Save Selected": "a button of the calendar that is never shown",
    "None": "a count that Wagtail leaves empty and never shows",
}


def meets_no_other_language(editor: Person) -> None:
    """Look at every word of the page, those that scripts made or that are folded away as well."""
    html = editor.page.content()
    found = left_in("nb", texts(html)) - CONTENT - OUT_OF_REACH.keys()
    assert found == set(), f"{editor.page.url}: {sorted(found)}"


def opens_new_article(editor: Person) -> None:
    """Go the way from the front of the desk to an empty article in the library."""
    editor.goes_to("/admin/")
    meets_no_other_language(editor)
    editor.follows("Skriv en artikkel")
    meets_no_other_language(editor)
    editor.clicks("button", "Velg en side")
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_role("row", name="Markedsplassen").get_by_role("link", name="Utforsk").click()
    dialog.get_by_role("link", name="Bibliotek", exact=True).click()
    expect(dialog).to_be_hidden()
    editor.presses("Lag ny artikkel")


def adds(editor: Person, block: str) -> Locator:
    """Add a block at the end of the text by its name, and return it."""
    blocks = editor.page.locator("[data-streamfield-child]")
    there = blocks.count()
    editor.scope.get_by_role("button", name="Sett inn en blokk").last.click()
    editor.page.get_by_role("option", name=block, exact=True).click()
    expect(blocks).to_have_count(there + 1)
    return blocks.last


def adds_text(editor: Person, text: str) -> None:
    adds(editor, "Tekst").get_by_role("textbox").click()
    editor.page.keyboard.type(text)


def adds_picture(editor: Person, folder: Path, title: str, *, shows: str) -> None:
    """Upload a picture, of a colour that its title decides, and say what it shows."""
    path = folder / "bilde.png"
    Image.new("RGB", (320, 200), tuple(title.encode()[-3:])).save(path)
    block = adds(editor, "Bilde")
    block.get_by_role("button", name="Velg et bilde").click()
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Last opp").click()
    dialog.get_by_label("Fil").set_input_files(path)
    dialog.get_by_label("Tittel").last.fill(title)
    meets_no_other_language(editor)
    dialog.get_by_role("button", name="Last opp").click()
    expect(dialog).to_be_hidden()
    block.locator("[name$=alt_text]").fill(shows)


def opens_panel(editor: Person, name: str, part: str) -> Locator:
    """Open what stands beside an editor by the name of its button, and return the part of the page that it is."""
    editor.clicks("button", f"Vis eller skjul {name}")
    panel = editor.page.locator(f"[data-side-panel={part}]")
    expect(panel).to_be_visible()
    meets_no_other_language(editor)
    return panel


def does(editor: Person, action: str) -> None:
    """Choose what else to do than to save, from the menu beside the button."""
    editor.clicks("button", "Flere handlinger")
    editor.presses(action)
    meets_no_other_language(editor)
