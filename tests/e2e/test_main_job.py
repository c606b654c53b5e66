"""The main job of the site, from what somebody writes to what anybody finds, and back."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

pytestmark = pytest.mark.e2e

INGER, RAGNHILD, ARNE = "inger@vest.example", "ragnhild@god.example", "arne@sar.example"
MARTE, ELLEN, SYNNOVE = "marte@fiktiv.example", "ellen@fiktiv.example", "synnove@markedsplassen.example"
OSLO = ZoneInfo("Europe/Oslo")


def test_a_need_is_shared_discussed_found_and_withdrawn(person):
    need = "Trykksår oppdages for sent i helgene"
    inger, ragnhild, arne, reader = person(INGER), person(RAGNHILD), person(ARNE), person()

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
    reader.does_not_find(need)

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

    ragnhild.goes_to(address)
    ragnhild.writes("Innlegg", "God kommune har det samme. Vi teller elleve slike sår siden nyttår.")
    ragnhild.presses("Publiser innlegget")
    ragnhild.at("article", "Innlegg fra Ragnhild").sees("God kommune", "Kommune", "elleve slike sår")

    arne.goes_to(address)
    arne.follows("Svar til Ragnhild")
    arne.sees("elleve slike sår")
    arne.writes("Innlegg", "Hudblikket vårt kan varsle vaktlaget om rødme.")
    arne.presses("Publiser svaret")
    arne.at("article", "Innlegg fra Arne").sees("Sår AS", "Leverandør", "Hudblikket")

    inger.goes_to(address)
    inger.sees("2 innlegg", "elleve slike sår", "Hudblikket")
    reader.finds("Hudblikket vårt kan varsle vaktlaget om rødme.", by="hudblikk")

    inger.follows("Trekk tilbake")
    inger.presses("Trekk tilbake")
    inger.sees("Siden er trukket tilbake.")
    reader.does_not_find(need)
    reader.does_not_find("Hudblikket vårt kan varsle vaktlaget om rødme.", by="hudblikk")
    reader.finds_nothing_at(address)


def test_an_event_is_published_by_an_editor_and_a_member_takes_part(person, site):
    event = "Digital kaffe om hudsjekk i helgene"
    begins = datetime.now(OSLO).replace(hour=9, minute=0) + timedelta(days=20)
    editor, ragnhild, reader = person(SYNNOVE), person(RAGNHILD), person()

    editor.goes_to("/admin/")
    editor.searches_pages_for("Arrangementer")
    editor.follows("Legg til underside")
    editor.writes("Tittel", event)
    editor.writes("Ingress", "En halvtime om det som svikter når faste ansatte har fri.")
    editor.writes("Starter", begins.strftime("%Y-%m-%d %H:%M"))
    editor.writes("Slutter", (begins + timedelta(minutes=30)).strftime("%Y-%m-%d %H:%M"))
    editor.writes("Nettadresse", "https://moterom.example/hudsjekk")
    editor.clicks("button", "Legg til Programpost")
    editor.clicks("button", "Flere handlinger")
    editor.presses("Publiser")

    reader.finds(event)
    reader.follows(event)
    reader.sees_heading(event)
    reader.sees("Det er plass til alle.", "Foregår på nett.")
    address = reader.here

    ragnhild.goes_to(address)
    ragnhild.follows("Meld deg på")
    ragnhild.chooses("God kommune")
    ragnhild.presses("Meld deg på")
    ragnhild.sees("Kvitteringen er på vei til ragnhild@god.example.", "Du er påmeldt på vegne av God kommune.")
    receipt = site.mail_to(RAGNHILD, about=event)
    assert f"{site.address}{address}" in receipt.get_body().get_content()
    assert [one.get_filename() for one in receipt.iter_attachments()] == ["arrangement.ics"]

    editor.goes_to("/admin/")
