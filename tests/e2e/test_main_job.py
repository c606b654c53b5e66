"""The main job of the site, from what somebody writes to what anybody finds, and back."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

INGER, RAGNHILD, ARNE = "inger@vest.example", "ragnhild@god.example", "arne@sar.example"
MARTE, ELLEN, SYNNOVE = "marte@fiktiv.example", "ellen@fiktiv.example", "synnove@markedsplassen.example"
OSLO = ZoneInfo("Europe/Oslo")


def writes_a_draft(inger, need):
    inger.goes_to("/innovasjon/")
    inger.follows("Del et behov eller en idé")
    inger.chooses("Behov")
    inger.writes("Tittel", need)
    inger.writes("Kort fortalt", "Vikarer ser ikke rødmen i tide, og mandag er det blitt et sår.")
    inger.writes("Hvordan gjøres det i dag?", "Huden sjekkes i **stell**, uten fast skjema.")
    inger.writes("Kontaktperson", "Inger, inger@vest.example")
    inger.chooses("Sårbehandling")
    inger.presses("Lagre utkast")
    inger.sees("Utkastet er lagret.", "Dette er et utkast.", need)


def comments_for_a_municipality(ragnhild, address):
    ragnhild.goes_to(address)
    ragnhild.writes("Innlegg", "God kommune har det samme. Vi teller elleve slike sår siden nyttår.")
    ragnhild.presses("Publiser innlegget")
    ragnhild.at("article", "Innlegg fra Ragnhild").sees("God kommune", "Kommune", "elleve slike sår")


def answers_for_a_supplier(arne, address, answer):
    arne.goes_to(address)
    arne.clicks("link", "Svar til Ragnhild")
    arne.sees("elleve slike sår")
    arne.at("form", "Svar til Ragnhild").writes("Innlegg", answer)
    arne.presses("Publiser svaret")
    arne.at("article", "Innlegg fra Arne").sees("Sår AS", "Leverandør", answer)


def test_a_need_is_shared_discussed_found_and_withdrawn(person):
    need = "Trykksår oppdages for sent i helgene"
    answer = "Hudblikket vårt kan varsle vaktlaget om rødme."
    inger, ragnhild, arne, reader = person(INGER), person(RAGNHILD), person(ARNE), person()

    writes_a_draft(inger, need)
    reader.does_not_find(need)

    # She publishes it, and anybody finds it.
    inger.follows("Rediger")
    inger.sees_in_field("Tittel", need)
    inger.presses("Publiser")
    inger.sees("Publisert.", need, "Vest kommune", "Ingen har skrevet noe ennå.")
    address = inger.here
    reader.finds(need)
    reader.follows(need)
    assert reader.here == address
    reader.sees_heading(need)
    reader.sees_link("Logg inn for å skrive innlegg")

    # Another municipality and a supplier join in.
    comments_for_a_municipality(ragnhild, address)
    answers_for_a_supplier(arne, address, answer)
    inger.goes_to(address)
    inger.sees("2 innlegg", "elleve slike sår", answer)
    reader.finds(answer, by="hudblikk")

    # She withdraws it, and at once it is gone with all that was said about it.
    inger.follows("Trekk tilbake")
    inger.presses("Trekk tilbake")
    inger.sees("Siden er trukket tilbake.")
    reader.does_not_find(need)
    reader.does_not_find(answer, by="hudblikk")
    reader.finds_withdrawn(address)


def makes_an_event_in_the_admin(editor, event):
    begins = datetime.now(OSLO).replace(hour=9, minute=0) + timedelta(days=20)
    editor.goes_to("/admin/")
    menu = editor.on_the_page("complementary", "Sidefelt")
    menu.clicks("button", "Arenaer")
    menu.follows("Arrangementer")
    editor.follows("Legg til arrangement")
    editor.writes("Tittel", event)
    editor.writes("Ingress", "En halvtime om det som svikter når faste ansatte har fri.")
    editor.writes("Starter", begins.strftime("%Y-%m-%d %H:%M"))
    editor.writes("Slutter", (begins + timedelta(minutes=30)).strftime("%Y-%m-%d %H:%M"))
    editor.writes("Nettadresse", "https://moterom.example/hudsjekk")
    editor.clicks("button", "Legg til Programpost")
    item = editor.at("region", "Programpost 1")
    item.writes("Starter", "09:00")
    item.writes("Minutter", "30")
    item.writes("Tittel", "Slik sjekker vi huden hver dag")
    item.writes("Innledere", "Nina, Sykehuset Midtfjell HF")
    editor.clicks("button", "Flere handlinger")
    editor.presses("Publiser")
    editor.sees_link(event)


def test_an_event_is_published_by_an_editor_and_a_member_takes_part(person, site):
    event = "Digital kaffe om hudsjekk i helgene"
    editor, ragnhild, reader = person(SYNNOVE), person(RAGNHILD), person()

    makes_an_event_in_the_admin(editor, event)

    # Anybody finds it; its online address is for those who take part.
    reader.finds(event)
    reader.follows(event)
    reader.sees_heading(event)
    reader.sees("Det er plass til alle.", "Slik sjekker vi huden hver dag", "Nina, Sykehuset Midtfjell HF")
    reader.does_not_see("moterom.example")
    address = reader.here

    # A member registers, and a receipt comes by mail.
    ragnhild.goes_to(address)
    ragnhild.follows("Meld deg på")
    ragnhild.chooses("God kommune")
    ragnhild.presses("Meld deg på")
    ragnhild.sees("Kvitteringen er på vei til ragnhild@god.example.", "Du er påmeldt på vegne av God kommune.")
    receipt = site.mail_to(RAGNHILD, about=event)
    text = receipt.get_body().get_content()
    assert f"{site.address}{address}" in text
    assert "https://moterom.example/hudsjekk" in text
    assert [one.get_filename() for one in receipt.iter_attachments()] == ["arrangement.ics"]
    ragnhild.goes_to("/min-side/")
    ragnhild.at("region", "Arrangementer du er påmeldt til").sees_link(event)

    # The editor unpublishes it, and at once it is gone.
    editor.follows(event)
    editor.clicks("button", "Handlinger")
    editor.follows("Avpubliser")
    editor.presses("Ja, avpubliser den")
    reader.does_not_find(event)
    reader.finds_withdrawn(address)


def writes_an_experience(marte, experience):
    """What went well and what was difficult stand in rows, one of them added on the way."""
    marte.goes_to("/erfaringer/")
    marte.follows("Del en erfaring")
    marte.chooses("Bruk")
    marte.writes("Tittel", experience)
    marte.writes("Hvilken løsning gjelder det?", "Hudskjemaet")
    marte.writes("Hvor mange uker har løsningen vært i bruk?", "3")
    for number, factor in enumerate(["Skjemaet får plass på telefonen", "Vikarer fikk opplæring", "Leder spør"], 1):
        marte.at("group", f"Suksessfaktor {number}").writes("Hva gjorde at det gikk bra?", factor)
    marte.clicks("button", "Legg til suksessfaktor")
    marte.at("group", "Suksessfaktor 4").writes("Hva gjorde at det gikk bra?", "Vi målte hver uke")
    for number, (challenge, measure) in enumerate([("Lite tid", "Sjekk i stellet"), ("Mørk gang", "Lommelykt")], 1):
        pair = marte.at("group", f"Utfordring og tiltak {number}")
        pair.writes("Utfordring", challenge)
        pair.writes("Tiltak", measure)


def test_an_experience_is_written_approved_found_and_withdrawn(person):
    experience = "Hudsjekk i fast skjema ga færre trykksår"
    marte, ellen, reader = person(MARTE), person(ELLEN), person()

    writes_an_experience(marte, experience)
    marte.presses("Send til godkjenning")
    marte.sees("Sendt til nøkkelpersonen i organisasjonen din for godkjenning.", experience)
    reader.does_not_find(experience)

    # The key person of her municipality reads and publishes it.
    ellen.goes_to("/min-side/")
    ellen.at("region", "Venter på din godkjenning").follows(experience)
    ellen.sees("Marte sendte denne", "Vi målte hver uke", "Lommelykt")
    ellen.presses("Godkjenn og publiser")
    ellen.sees("Erfaringen er godkjent og publisert.")
    address = ellen.here

    # Anybody finds it, by its title and by what stands in its rows.
    reader.finds(experience)
    reader.finds(experience, by="lommelykt hudskjema")
    reader.follows(experience)
    reader.sees_heading(experience)
    reader.sees("Fiktiv kommune", "etter 3 uker i bruk", "Skjemaet får plass på telefonen", "Sjekk i stellet")

    # She withdraws it, and at once it is gone.
    ellen.follows("Trekk tilbake")
    ellen.presses("Trekk tilbake")
    reader.does_not_find(experience)
    reader.finds_withdrawn(address)


def test_a_reader_narrows_a_search_without_loading_the_page_anew(person):
    reader = person()
    reader.goes_to("/")
    reader.writes("Hva leter du etter?", "medisindispenser")
    reader.presses("Søk")
    total = reader.scope.get_by_role("status").filter(has_text="treff").inner_text()
    reader.ticks("Erfaring")
    hits = reader.at("region", "Treff")
    hits.sees_link("Fjern filter: Erfaring")
    for hit in hits.scope.get_by_role("article").all():
        expect(hit).to_contain_text("Erfaring")
    hits.does_not_see(total)
    assert "type=experience" in reader.page.url
    expect(reader.scope.get_by_role("checkbox", checked=True)).to_be_focused()

    reader.follows("Fjern filter: Erfaring")
    hits.sees(total)
    reader.page.go_back()
    hits.sees_link("Fjern filter: Erfaring")
