"""People nobody has vouched for yet: a citizen with a new account, and a member whose first post waits."""

from __future__ import annotations

import re

import pytest

from home.demo.people import PASSWORD
from tests.e2e.person import Place

pytestmark = pytest.mark.e2e

RUTH, THOMAS, TIRIL = "ruth@fiktiv.example", "thomas@markedsplassen.example", "tiril@innbygger.example"
LINK = re.compile(r"https?://\S+/konto/\S+")


def test_somebody_makes_an_account_and_comes_to_an_event(person, site):
    tiril = person()
    tiril.goes_to("/arrangementer/digital-kaffi-for-sma-kommunar/")
    tiril.follows("Meld deg på")
    tiril.follows("Lag en konto")
    tiril.writes("Fornavn", "Tiril")
    tiril.writes("E-post", TIRIL)
    tiril.writes("Passord", PASSWORD)
    tiril.presses("Lag konto")
    tiril.sees_heading("Bekreft e-postadressen din")

    mail = site.mail_to(TIRIL, about="Bekreft").get_body().get_content()
    assert "Velkommen til Markedsplassen!" in mail
    link = LINK.search(mail).group()
    assert link.startswith(site.address)
    tiril.goes_to(link.removeprefix(site.address))
    tiril.presses("Bekreft")
    tiril.email = TIRIL
    if tiril.here == "/konto/login/":
        tiril.signs_in()
    tiril.header.sees("Tiril", "Ingen organisasjon")

    tiril.goes_to("/arrangementer/digital-kaffi-for-sma-kommunar/")
    tiril.follows("Meld deg på")
    tiril.presses("Meld deg på")
    tiril.sees("Du er påmeldt som privatperson.")
    assert tiril.goes_to("/innovasjon/del/") == 403
    tiril.sees("Du har ikke tilgang til dette")


def asks_for_something_more(thomas, need):
    thomas.goes_to("/admin/")
    thomas.follows(need)
    thomas.clicks("button", "Flere handlinger")
    thomas.clicks("button", "Be om endringer")
    request = thomas.on_the_page("dialog")
    request.writes("Kommentar", "Skriv hvem det gjelder.")
    request.presses("Be om endringer")


def test_the_first_post_of_a_new_member_waits_for_a_moderator(person, site):
    need = "Hansker som telefonskjermen forstår"
    ruth, thomas, reader = person(RUTH), person(THOMAS), person()
    ruth.goes_to("/innovasjon/del/")
    ruth.chooses("Behov")
    ruth.writes("Tittel", need)
    ruth.presses("Publiser")
    ruth.sees("Sendt til en moderator", "Siden venter på en moderator.")
    draft = ruth.here
    ruth.goes_to("/min-side/")
    ruth.at("region", "Utkast").sees(need, "Venter på moderator")
    reader.does_not_find(need)

    site.mail_to(THOMAS, about=need)
    asks_for_something_more(thomas, need)

    # She is told in her own part of the site, and sends it once more.
    asked = site.mail_to(RUTH, about=f"Før «{need}» publiseres").get_body().get_content()
    assert "Skriv hvem det gjelder." in asked
    assert f"{site.address}{draft}" in asked
    ruth.goes_to(draft)
    ruth.sees("En moderator ber deg endre noe før dette publiseres: Skriv hvem det gjelder.")
    ruth.follows("Rediger")
    ruth.writes("Kort fortalt", "Det gjelder alle i hjemmetjenesten.")
    ruth.presses("Publiser")
    ruth.sees("Sendt til en moderator")
    reader.does_not_find(need)

    # The moderator approves, and anybody finds it.
    thomas.goes_to("/admin/")
    thomas.follows(need)
    thomas.clicks("button", "Flere handlinger")
    thomas.presses("Godkjenn og publiser")
    reader.finds(need)
    reader.follows(need)
    reader.sees("Ruth", "Fiktiv kommune", "Det gjelder alle i hjemmetjenesten.")
    told = site.mail_to(RUTH, about=f"«{need}» er publisert").get_body().get_content()
    assert f"{site.address}{reader.here}" in told


def test_the_first_comment_of_a_new_member_waits_as_well(person, site):
    thread, words = "/trader/sarbilder-pa-privat-telefon/", "Hos oss henger et felles nettbrett ved medisinrommet"
    ruth, thomas, reader = person(RUTH), person(THOMAS), person()
    ruth.goes_to(thread)
    ruth.writes("Innlegg", words)
    ruth.presses("Publiser innlegget")
    ruth.sees("Innlegget venter på en moderator.", words, "Venter på godkjenning")
    reader.goes_to(thread)
    reader.does_not_see(words)
    reader.does_not_find(words)

    asked = site.mail_to(THOMAS, about="Et innlegg venter på en moderator: Sårbilder").get_body().get_content()
    assert words in asked
    thomas.goes_to("/admin/")
    line = Place(thomas.page, thomas.page.get_by_role("row").filter(has_text=words))
    line.presses("Godkjenn innlegget fra Ruth")
    thomas.on_the_page("status").sees("Innlegget er godkjent og publisert.")

    reader.finds(words)
    reader.follows("Ruth, Fiktiv kommune – Sårbilder på privat telefon: hva gjør dere?")
    reader.sees(words, "Ruth", "Fiktiv kommune")
    assert reader.here == thread
    site.mail_to(RUTH, about="Innlegget ditt er publisert: Sårbilder")
    ruth.goes_to(thread)
    ruth.does_not_see("Venter på godkjenning")
