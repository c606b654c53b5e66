"""An editor's afternoon in the admin; wherever it leads her, no word of ours is in another language than hers."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.e2e import desk

pytestmark = pytest.mark.e2e

SYNNOVE, WENCHE = "synnove@markedsplassen.example", "wenche@markedsplassen.example"
OSLO = ZoneInfo("Europe/Oslo")
COMES_OUT_WITHIN = 200  # seconds: two minutes, and the minute between two turns of the worker
ARTICLE, EVENT = "Digitale dørlåser i hjemmet", "Åpen dag om dørlåser"
SUPPLIER, NOTICE = "Dørvakt AS", "Digitale dørlåser til hjemmetjenesten"
LEAD, HEADING, TEXT = "Om låser hjemmetjenesten åpner.", "Slik velger dere lås", "Velg en lås alle kan åpne."
CORRECTED = "Om låser som både hjemmetjenesten og pårørende åpner."
PICTURE = "En dørlås uten nøkkel"
NYNORSK = {
    ARTICLE: "Digitale dørlåsar i heimen",
    LEAD: "Om låsar heimetenesta opnar.",
    HEADING: "Slik vel de lås",
    TEXT: "Vel ein lås alle kan opne.",
    PICTURE: "Ein dørlås utan nøkkel",
}
ENGLISH = {
    ARTICLE: "Digital door locks at home",
    LEAD: "On locks that home care opens.",
    HEADING: "How to choose a lock",
    TEXT: "Choose a lock that anybody can open.",
    PICTURE: "A door lock without a key",
}


def writes_an_article(synnove, folder):
    desk.opens_new_article(synnove)
    desk.meets_no_other_language(synnove)
    synnove.writes("Tittel", ARTICLE)
    synnove.writes("Ingress", LEAD)
    desk.adds(synnove, "Overskrift").locator("[name$=value-text]").fill(HEADING)
    desk.adds_text(synnove, TEXT)
    desk.adds_picture(synnove, folder, ARTICLE, shows=PICTURE)


def checks_and_previews_it(synnove):
    expect(desk.opens_panel(synnove, "sjekker", "checks")).to_contain_text("Lettlest")
    preview = desk.opens_panel(synnove, "forhåndsvisning", "preview").frame_locator("iframe").first
    expect(preview.get_by_role("heading", name=ARTICLE)).to_be_visible()
    expect(preview.get_by_role("img", name=PICTURE)).to_be_visible()


def sends_it_to_a_colleague(synnove):
    desk.does(synnove, "Send til «Redaksjonen»")
    synnove.sees(f"«{ARTICLE}» er sendt til godkjenning.")


def approves_it(wenche, told):
    wenche.goes_to("/admin/")
    desk.meets_no_other_language(wenche)
    wenche.follows(ARTICLE)
    desk.does(wenche, "Godkjenn og publiser")
    wenche.on_the_page("status").sees(told)


def makes_an_event(synnove):
    begins = datetime.now(OSLO) + timedelta(days=20)
    desk.begins(synnove, "Arenaer", "Arrangementer", "Legg til arrangement")
    synnove.writes("Tittel", EVENT)
    synnove.writes("Starter", begins.strftime("%Y-%m-%d 09:00"))
    synnove.writes("Slutter", begins.strftime("%Y-%m-%d 12:00"))
    synnove.writes("Sted", "Rådhuset i Vest")
    desk.does(synnove, "Publiser")


def presents_a_supplier(synnove, wenche):
    """The administrator registers the organisation first."""
    desk.begins(wenche, "Personer", "Organisasjoner", "Legg til organisasjon")
    desk.calls_it(wenche, "Navn", SUPPLIER, in_addresses="dorvakt-as")
    wenche.picks("Type", "Leverandør")
    wenche.presses("Lagre")
    desk.meets_no_other_language(wenche)
    desk.begins(synnove, "Marked", "Leverandører", "Legg til leverandørprofil")
    desk.calls_it(synnove, "Navn", SUPPLIER, in_addresses="dorvakt-as")
    synnove.picks("Organisasjon", SUPPLIER)
    synnove.writes("Ingress", "Vi lager låser som kan åpnes uten nøkkel.")
    desk.does(synnove, "Publiser")


def makes_a_notice(synnove):
    deadline = datetime.now(OSLO) + timedelta(days=30)
    desk.begins(synnove, "Marked", "Kunngjøringer", "Legg til kunngjøring")
    desk.calls_it(synnove, "Tittel", NOTICE, in_addresses="digitale-dorlaser-til-hjemmetjenesten")
    synnove.picks("Oppdragsgiver", "Vest kommune")
    synnove.picks("Type", "Konkurranse")
    synnove.writes("Frist", deadline.strftime("%Y-%m-%d 12:00"))
    desk.does(synnove, "Publiser")


def translates_it(synnove, edit):
    for language, words in {"Nynorsk": NYNORSK, "English": ENGLISH}.items():
        synnove.goes_to(edit)
        desk.translates(synnove, language, words)
        synnove.sees(f"«{words[ARTICLE]}» er publisert på {language}")


def reads_it_in_every_language(reader):
    for language, words in {"Nynorsk": NYNORSK, "English": ENGLISH}.items():
        reader.page.get_by_role("contentinfo").get_by_role("link", name=language).click()
        reader.sees_heading(words[ARTICLE])
        reader.sees(words[LEAD], words[HEADING], words[TEXT])
        expect(reader.scope.get_by_role("img", name=words[PICTURE])).to_be_visible()


def corrects_it(synnove, wenche, edit):
    synnove.goes_to(edit)
    synnove.writes("Ingress", CORRECTED)
    sends_it_to_a_colleague(synnove)
    approves_it(wenche, f"«{ARTICLE}» er godkjent og publisert.")


def compares_and_restores(synnove, edit):
    synnove.goes_to(edit)
    desk.opens_history(synnove, "Publisert etter tidsplan", "Sammenlikn med den nyeste utgaven")
    changes = synnove.scope.get_by_role("row").filter(has_text="Ingress")
    expect(changes).to_contain_text("både")
    expect(changes).to_contain_text("pårørende")
    synnove.goes_to(edit)
    desk.opens_history(synnove, "Publisert etter tidsplan", "Hent fram denne utgaven")
    synnove.sees_in_field("Ingress", LEAD)
    desk.does(synnove, "Publiser denne utgaven")


def unpublishes_it(synnove, edit):
    synnove.goes_to(edit)
    synnove.clicks("button", "Flere handlinger")
    synnove.follows("Avpubliser")
    desk.meets_no_other_language(synnove)
    synnove.presses("Ja, avpubliser den")
    desk.meets_no_other_language(synnove)


def test_an_editors_afternoon(person, tmp_path):
    synnove, wenche, reader = person(SYNNOVE), person(WENCHE), person()

    # An article, which is to come out in a while; a colleague looks it over before.
    writes_an_article(synnove, tmp_path)
    checks_and_previews_it(synnove)
    edit = desk.waits_until_kept(synnove)
    desk.sets_go_live(synnove, datetime.now(OSLO) + timedelta(minutes=2))
    sends_it_to_a_colleague(synnove)
    approves_it(wenche, f"«{ARTICLE}» er godkjent, og kommer ut når tiden er inne.")
    reader.does_not_find(ARTICLE)

    # Other things of the afternoon meanwhile, out at once.
    makes_an_event(synnove)
    presents_a_supplier(synnove, wenche)
    makes_a_notice(synnove)
    for title in (EVENT, SUPPLIER, NOTICE):
        reader.finds(title)

    # Now it is out; soon in nynorsk and English as well.
    reader.finds(ARTICLE, within=COMES_OUT_WITHIN)
    reader.follows(ARTICLE)
    reader.sees(LEAD, HEADING, TEXT)
    address = reader.here
    translates_it(synnove, edit)
    reader.goes_to(address)
    reads_it_in_every_language(reader)

    # A correction, which turns out to be none; and in the end it is taken down.
    corrects_it(synnove, wenche, edit)
    reader.goes_to(address)
    reader.sees(CORRECTED)
    compares_and_restores(synnove, edit)
    reader.goes_to(address)
    reader.sees(LEAD)
    unpublishes_it(synnove, edit)
    reader.does_not_find(ARTICLE)
    reader.finds_withdrawn(address)
