"""What an editor does in the admin, and a look at the words that she meets there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, expect

from tests.e2e.person import Person
from tests.stray import left_in, texts

# Content in English: titles of pages.
CONTENT = {"The Market Place", "Library", "Events", "Experiences"}


def meets_no_other_language(editor: Person, content: Iterable[str] = ()) -> None:
    """Look at every word of the page but those of its `content`; also at what scripts made, and what is folded away."""
    found = left_in("nb", texts(editor.page.content())) - CONTENT - set(content)
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


def goes_by_menu(editor: Person, heading: str, line: str) -> None:
    editor.goes_to("/admin/")
    menu = editor.on_the_page("complementary", "Sidefelt")
    menu.clicks("button", heading)
    menu.follows(line)
    meets_no_other_language(editor)


def begins(editor: Person, heading: str, line: str, new: str) -> None:
    """Go by the menu to an empty form."""
    goes_by_menu(editor, heading, line)
    editor.follows(new)
    meets_no_other_language(editor)


def waits_until_kept(editor: Person) -> str:
    """Return the address of a new page, which it gets when what is typed is kept for the first time."""
    editor.page.wait_for_url("**/edit/")
    return editor.here


def calls_it(editor: Person, label: str, name: str, *, in_addresses: str) -> None:
    """Type a name as one does, key by key, and see what is made of it for its address."""
    editor.field(label).press_sequentially(name)
    editor.sees_in_field("Navn i adresser", in_addresses)


def sets_go_live(editor: Person, at: datetime) -> None:
    """Say when the page is to come out."""
    panel = opens_panel(editor, "status", "status")
    panel.get_by_role("button", name="Angi tidsplan").click()
    dialog = editor.page.get_by_role("dialog")
    dialog.get_by_label("Publiseringsdato", exact=True).fill(at.strftime("%Y-%m-%d %H:%M"))
    calendar = editor.page.locator(".xdsoft_datetimepicker").filter(visible=True)
    expect(calendar).to_have_count(1)
    dialog.get_by_role("heading").click()
    expect(calendar).to_have_count(0)
    dialog.get_by_role("button", name="Lagre tidsplanen").click()
    expect(panel).to_contain_text(f"Publiseres: {at.day}.")
    meets_no_other_language(editor)
    editor.clicks("button", "Vis eller skjul status")
    expect(panel).to_be_hidden()


def translates(editor: Person, language: str, words: dict[str, str]) -> None:
    """Translate the page whose editor is open, bit by bit, and publish the translation."""
    editor.clicks("button", "Handlinger")
    with editor.page.expect_navigation():
        editor.page.get_by_role("link", name="Oversett denne siden").click()
    meets_no_other_language(editor)
    editor.chooses(language)
    editor.presses("Send")
    for original, translation in words.items():
        bit = editor.page.get_by_role("listitem").filter(has=editor.page.get_by_text(original, exact=True)).last
        bit.get_by_role("button", name="Oversett", exact=True).click()
        bit.get_by_role("textbox").fill(translation)
        bit.get_by_role("button", name="Lagre", exact=True).click()
        expect(bit.get_by_role("button", name="Rediger", exact=True)).to_be_visible()
    meets_no_other_language(editor, words.values())
    editor.presses(f"Publiser på {language}")
    meets_no_other_language(editor, words.values())


def opens_history(editor: Person, event: str, deed: str) -> None:
    """Choose what to do with the newest revision of which the history says `event`."""
    editor.page.get_by_role("link", name="Historikk", exact=True).click()
    row = editor.page.get_by_role("row").filter(has_text=event).first
    row.get_by_role("button", name="Handlinger").click()
    meets_no_other_language(editor)
    with editor.page.expect_navigation():
        editor.page.get_by_role("link", name=deed).click()
    meets_no_other_language(editor)


def does(editor: Person, action: str) -> None:
    """Choose what else to do than to save, from the menu beside the button."""
    editor.clicks("button", "Flere handlinger")
    meets_no_other_language(editor)
    editor.presses(action)
    meets_no_other_language(editor)
