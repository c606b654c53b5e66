"""Whatever goes wrong between writing and sending, the text is still there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

INGER, BENTE = "inger@vest.example", "bente@vest.example"
IDEA = "/innovasjon/registrere-malinger-under-hjemmebesoket/"
LONG_TEXT = "Første avsnitt.\n\nAndre avsnitt med «anførsel» & tegn."


def writes_a_need(somebody, title):
    somebody.goes_to("/innovasjon/del/")
    somebody.chooses("Idé")
    somebody.writes("Tittel", title)
    somebody.writes("Hvordan gjøres det i dag?", LONG_TEXT)
    somebody.chooses("Sykehjem")


def sees_what_was_written(somebody, title):
    expect(somebody.scope.get_by_label("Idé", exact=True)).to_be_checked()
    expect(somebody.scope.get_by_label("Sykehjem", exact=True)).to_be_checked()
    somebody.sees_in_field("Tittel", title)
    somebody.sees_in_field("Hvordan gjøres det i dag?", LONG_TEXT)


@pytest.mark.parametrize("lost", ["sessionid", None], ids=["the session", "all cookies"])
def test_the_session_ended_while_she_wrote(person, lost):
    inger = person(INGER, fresh=True)
    title = f"Skrevet før økten tok slutt, uten {lost or 'kaker'}"
    writes_a_need(inger, title)
    inger.page.context.clear_cookies(name=lost)
    inger.presses("Publiser")
    inger.sees("Du er logget ut. Det du skrev, er tatt vare på.")
    inger.signs_in()
    assert inger.here == "/innovasjon/del/"
    sees_what_was_written(inger, title)
    inger.presses("Publiser")
    inger.sees("Publisert.")
    inger.sees_heading(title)


@pytest.mark.parametrize("lost", ["sessionid", None], ids=["the session", "all cookies"])
def test_the_session_ended_while_she_wrote_a_reply(person, lost):
    inger = person(INGER, fresh=True)
    reply = f"Et svar det tok tid å skrive, uten {lost or 'kaker'}"
    inger.goes_to(IDEA)
    inger.clicks("link", "Svar til Linh")
    inger.at("form", "Svar til Linh").writes("Innlegg", reply)
    inger.page.context.clear_cookies(name=lost)
    inger.presses("Publiser svaret")
    inger.signs_in()
    inger.sees("Svar til Linh")
    inger.sees_in_field("Innlegg", reply)
    inger.presses("Publiser svaret")
    inger.sees(reply)


def test_she_signed_in_anew_in_another_tab(person):
    """The form's token is of the old session."""
    inger = person(INGER, fresh=True)
    title = "Skrevet mens en annen fane logget inn på nytt"
    writes_a_need(inger, title)
    other = inger.opens_another_tab()
    other.goes_to("/min-side/")
    other.header.presses("Logg ut")
    other.goes_to("/konto/login/")
    other.signs_in()
    inger.presses("Lagre utkast")
    inger.sees("Siden hadde stått åpen for lenge. Det du skrev, er tatt vare på.")
    sees_what_was_written(inger, title)
    inger.presses("Lagre utkast")
    inger.sees("Utkastet er lagret.")


def test_a_wrong_field_leaves_the_rest_as_it_was(person):
    inger = person(INGER)
    writes_a_need(inger, "")
    inger.writes("Kort fortalt", "x" * 301)
    inger.presses("Publiser")
    errors = inger.at("group", "Rett opp dette før du går videre")
    expect(errors.scope).to_be_focused()
    sees_what_was_written(inger, "")
    inger.sees_in_field("Kort fortalt", "x" * 301)
    inger.sees("1 tegn for mye")
    inger.writes("Kort fortalt", "")
    inger.does_not_see("tegn for mye")
    errors.clicks("link", "Tittel – Fyll ut dette feltet.")
    expect(inger.field("Tittel")).to_be_focused()
    expect(inger.field("Tittel")).to_have_attribute("aria-invalid", "true")
    inger.writes("Tittel", "Rettet opp i andre forsøk")
    inger.writes("Kort fortalt", "Kort nok.")
    inger.presses("Publiser")
    inger.sees("Publisert.")


def test_wrong_rows_leave_the_others_as_they_were(person):
    inger = person(INGER)
    inger.goes_to("/erfaringer/del/")
    inger.writes("Tittel", "Rader som blir stående")
    inger.at("group", "Suksessfaktor 2").writes("Hva gjorde at det gikk bra?", "Den andre raden")
    inger.at("group", "Utfordring og tiltak 3").writes("Utfordring", "Uten tiltak")
    inger.presses("Publiser")
    inger.sees("Skriv hva dere gjorde med det, eller hvorfor ingenting kunne gjøres.")
    inger.sees_in_field("Tittel", "Rader som blir stående")
    inger.at("group", "Suksessfaktor 2").sees_in_field("Hva gjorde at det gikk bra?", "Den andre raden")
    inger.at("group", "Utfordring og tiltak 3").sees_in_field("Utfordring", "Uten tiltak")


def test_a_colleague_saved_meanwhile(person):
    inger, bente = person(INGER), person(BENTE)
    writes_a_need(inger, "Begge skriver på denne")
    inger.presses("Lagre utkast")
    draft = inger.here
    for somebody in (inger, bente):
        somebody.goes_to(draft)
        somebody.follows("Rediger")
    inger.writes("Tittel", "Inger var først")
    inger.presses("Lagre utkast")
    bente.writes("Tittel", "Bente var etter")
    bente.presses("Lagre utkast")
    bente.sees("Noen andre endret siden mens du skrev. Teksten din står fortsatt her.")
    sees_what_was_written(bente, "Bente var etter")
    bente.goes_to(draft)
    bente.sees_heading("Inger var først")


def test_sending_twice_makes_one(person):
    inger, title = person(INGER), "Sendt med to raske klikk"
    writes_a_need(inger, title)
    with inger.page.expect_navigation():
        inger.scope.get_by_role("button", name="Publiser", exact=True).dblclick()
    inger.sees_heading(title)
    inger.goes_to("/min-side/")
    expect(inger.scope.get_by_role("link", name=title, exact=True)).to_have_count(1)


def test_going_back_and_sending_again_sends_the_same_form(person):
    inger, title = person(INGER), "Gikk tilbake og sendte en gang til"
    writes_a_need(inger, title)
    inger.presses("Publiser")
    inger.sees_heading(title)
    published = inger.here

    inger.page.go_back()
    inger.sees_in_field("Tittel", title)
    inger.presses("Publiser")
    assert inger.here == published

    inger.page.go_back()
    inger.writes("Tittel", f"{title}, med en ny tittel")
    inger.presses("Publiser")
    inger.sees("Du har sendt dette skjemaet før")
    inger.sees_in_field("Tittel", f"{title}, med en ny tittel")
    inger.presses("Publiser")
    inger.sees_heading(f"{title}, med en ny tittel")
    assert inger.here != published


def test_the_browser_asks_before_what_is_typed_is_left(person):
    inger = person(INGER)
    writes_a_need(inger, "Nesten glemt å lagre")
    asked = []
    inger.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    inger.clicks("link", "Avbryt")
    expect(inger.field("Tittel")).to_have_value("Nesten glemt å lagre")
    assert asked == ["beforeunload"]
