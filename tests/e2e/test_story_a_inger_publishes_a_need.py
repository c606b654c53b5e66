"""Story A: Inger, key person of Vest kommune, shares a need that her search did not find."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.e2e

INGER, BENTE, RAGNHILD = "inger@vest.example", "bente@vest.example", "ragnhild@god.example"
SEARCHED = "gåstoler"
NEED = "Gåstoler som kan bestilles mellom besøkene"


def writes_a_draft(inger):
    inger.chooses("Behov")
    inger.writes("Tittel", NEED)
    inger.writes("Hvordan gjøres det i dag?", "For hånd på en lapp, ført inn når vakten er over.")
    inger.writes("Kontaktperson", "Inger, inger@vest.example")
    inger.picks("Hvor langt har dere kommet?", "Forankre")
    inger.presses("Lagre utkast")
    inger.sees("Utkastet er lagret.")
    return inger.here


def assert_only_colleagues_see(draft, colleague, outsiders):
    assert colleague.goes_to(draft) == 200
    colleague.sees("Dette er et utkast. Bare organisasjonen din kan se det.", NEED, "ført inn når vakten er over")
    for outsider in outsiders:
        outsider.finds_nothing_at(draft)
        outsider.does_not_find(NEED)


def test_inger_publishes_a_need(person):
    inger, bente, ragnhild, reader = person(INGER, fresh=True), person(BENTE), person(RAGNHILD), person()

    # 1. She signs in, and sees for whom she acts, and as what.
    inger.goes_to("/")
    inger.header.sees("Inger", "Vest kommune, nøkkelperson")

    # 2. She searches: one list over everything, and what comes near.
    inger.searches("registrere målinger hjemmebesøk")
    results = inger.at("region", "Treff")
    inger.at("group", "Type").sees("Idé eller behov", "Leverandør", "Innlegg")
    results.sees_link("Registrere målinger i journalen under hjemmebesøket")
    inger.searches(SEARCHED)
    inger.sees("Ingen treff på ordet «gåstoler». Viser treff på ord med lignende betydning: rullator.")

    # 3. She chooses to share what nobody has shared; the form knows what she searched for.
    inger.follows("Del dette som et behov")
    inger.sees("Du skriver på vegne av Vest kommune.")
    inger.sees_in_field("Tittel", SEARCHED)

    # 4. She writes how it is done today, and keeps it as a draft that her colleagues see and nobody else.
    draft = writes_a_draft(inger)
    assert_only_colleagues_see(draft, bente, [ragnhild, reader])
    inger.goes_to("/min-side/")
    inger.at("region", "Utkast").follows(NEED)

    # 5. She publishes it for everyone: municipality, contact, how far it has come, and room for others.
    inger.follows("Rediger")
    inger.at("group", "Hvem er det for?").chooses("Alle")
    inger.presses("Publiser")
    inger.sees("Publisert.")
    public = inger.here
    assert reader.goes_to(public) == 200
    reader.sees_heading(NEED)
    reader.sees(
        "Behov", "Vest kommune", "Kommune", "Inger, inger@vest.example", "Forankre", "Ingen har skrevet noe ennå."
    )
    reader.goes_to("/innovasjon/")
    reader.sees_link(NEED)
    reader.finds(NEED, by=SEARCHED)
