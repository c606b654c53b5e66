"""Everything works in a browser that runs no scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

INGER, ARNE, ELLEN = "inger@vest.example", "arne@sar.example", "ellen@fiktiv.example"


def test_a_need_is_shared_and_discussed(person):
    need = "Vekten i gangen snakker ikke med journalen"
    inger = person(INGER, javascript=False, fresh=True)
    arne, reader = person(ARNE, javascript=False), person(javascript=False)

    inger.goes_to("/innovasjon/")
    inger.follows("Del et behov eller en idé")
    inger.chooses("Behov")
    inger.writes("Kort fortalt", "Tallet leses av og skrives inn to steder.")
    inger.presses("Publiser")
    inger.at("group", "Rett opp dette før du går videre").sees_link("Tittel – Fyll ut dette feltet.")
    inger.sees_in_field("Kort fortalt", "Tallet leses av og skrives inn to steder.")
    inger.writes("Tittel", need)
    inger.presses("Publiser")
    inger.sees("Publisert.", need)
    address = inger.here
    reader.finds(need)

    arne.goes_to(address)
    arne.writes("Innlegg", "Vekter med felles standard finnes alt.")
    arne.presses("Publiser innlegget")
    arne.at("article", "Innlegg fra Arne").sees("Leverandør", "Vekter med felles standard finnes alt.")
    inger.goes_to(address)
    inger.follows("Svar til Arne")
    inger.writes("Innlegg", "Hvilken standard er det?")
    inger.presses("Publiser svaret")
    inger.at("article", "Innlegg fra Inger").sees("Hvilken standard er det?")
    inger.follows("Rediger innlegget ditt")
    inger.writes("Innlegg", "Hvilken standard er det, og hvem bruker den?")
    inger.presses("Lagre")
    inger.sees("Innlegget er endret.", "og hvem bruker den?")


def test_one_searches_filters_and_sorts(person):
    reader = person(javascript=False)
    reader.goes_to("/")
    reader.writes("Hva leter du etter?", "målinger")
    reader.presses("Søk")
    reader.sees_heading("Søk")
    reader.ticks("Idé eller behov")
    reader.presses("Bruk filtrene")
    hits = reader.at("region", "Treff")
    hits.sees_link("Fjern filter: Idé eller behov")
    for hit in hits.scope.get_by_role("article").all():
        expect(hit).to_contain_text("Idé eller behov")
    reader.picks("Sorter etter", "Nyeste først")
    reader.presses("Sorter")
    reader.sees_in_field("Søk i alt innhold", "målinger")
    hits.sees_link("Fjern filter: Idé eller behov")
    reader.follows("Fjern filter: Idé eller behov")
    hits.sees("Innlegg")


def test_a_list_is_filtered(person):
    reader = person(javascript=False)
    reader.goes_to("/innovasjon/")
    reader.ticks("Sårbehandling")
    reader.opens("Flere valg for organisasjon")
    reader.ticks("Vest kommune")
    reader.presses("Bruk filtrene")
    reader.sees("0 treff", "Ingenting passer med alle filtrene")
    reader.follows("Fjern alle")
    reader.sees_link("App for å følge opp sår hjemme")


def test_rows_are_added_to_a_form(person):
    ellen = person(ELLEN, javascript=False)
    ellen.goes_to("/erfaringer/del/")
    ellen.writes("Tittel", "Fire ting som virket, ett som ikke gjorde det")
    for number in (1, 2, 3):
        ellen.at("group", f"Suksessfaktor {number}").writes("Hva gjorde at det gikk bra?", f"Grunn nummer {number}")
    ellen.presses("Legg til suksessfaktor")
    ellen.sees_in_field("Tittel", "Fire ting som virket, ett som ikke gjorde det")
    ellen.does_not_see("Rett opp dette før du går videre")
    ellen.at("group", "Suksessfaktor 3").sees_in_field("Hva gjorde at det gikk bra?", "Grunn nummer 3")
    ellen.at("group", "Suksessfaktor 4").writes("Hva gjorde at det gikk bra?", "Grunn nummer 4")
    ellen.chooses("Innføring")
    ellen.presses("Lagre utkast")
    ellen.sees("Utkastet er lagret.", "Grunn nummer 1", "Grunn nummer 4")


def test_an_event_gets_one_more_item_and_somebody_registers(person):
    ellen, reader = person(ELLEN, javascript=False), person(javascript=False)
    ellen.goes_to("/arrangementer/nytt/")
    ellen.writes("Hva heter arrangementet?", "Vi viser Sårsporet i Fiktiv")
    ellen.presses("Legg til en post")
    ellen.sees_in_field("Hva heter arrangementet?", "Vi viser Sårsporet i Fiktiv")
    ellen.at("group", "Post 2").sees("Starter kl.")

    reader.goes_to("/arrangementer/")
    reader.follows("Digital kaffi for små kommunar")
    reader.follows("Meld deg på")
    reader.sees_heading("Logg inn")
