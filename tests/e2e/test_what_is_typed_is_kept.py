"""A browser that dies takes nothing with it; and what helps while one writes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

INGER, ELLEN = "inger@vest.example", "ellen@fiktiv.example"
IDEA = "/innovasjon/registrere-malinger-under-hjemmebesoket/"
KEPT = re.compile(r"Lagret kl\. \d\d:\d\d\.")


def is_kept(somebody):
    expect(somebody.scope.get_by_role("status").filter(has_text=KEPT)).to_be_visible()


def test_a_browser_that_dies_takes_nothing_with_it(person):
    ellen, text = person(ELLEN, fresh=True), "Rakk aldri å trykke på knappen"
    ellen.goes_to("/innovasjon/del/")
    ellen.writes("Kort fortalt", text)
    ellen.chooses("Sykehjem")
    is_kept(ellen)
    ellen.page.close()

    again = person(ELLEN, fresh=True)
    again.goes_to("/min-side/")
    again.follows(text)
    again.does_not_see("Rett opp dette før du går videre")
    again.sees_in_field("Kort fortalt", text)
    expect(again.scope.get_by_label("Sykehjem", exact=True)).to_be_checked()
    again.writes("Tittel", "Nå ble den ferdig")
    again.presses("Lagre utkast")
    again.goes_to("/min-side/")
    again.does_not_see(text)


def test_a_form_that_is_kept_is_left_without_a_question(person):
    inger, asked = person(INGER), []
    inger.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    inger.goes_to("/trader/start/")
    inger.writes("Kort fortalt", "En tråd jeg ombestemmer meg om")
    is_kept(inger)
    inger.follows("Avbryt")
    assert asked == []


def test_the_same_form_in_two_tabs_keeps_both_texts(person):
    inger = person(INGER)
    inger.goes_to("/trader/start/")
    inger.writes("Kort fortalt", "I den første fanen")
    is_kept(inger)
    inger.goes_to("/min-side/")
    address = inger.scope.get_by_role("link", name="I den første fanen", exact=True).get_attribute("href")
    other = inger.opens_another_tab()
    for somebody in (inger, other):
        somebody.goes_to(address)
    inger.writes("Kort fortalt", "Videre i den første")
    is_kept(inger)
    other.writes("Kort fortalt", "Videre i den andre")
    other.sees("Begge tekstene er tatt vare på.")
    inger.goes_to("/min-side/")
    inger.sees("Videre i den første", "Videre i den andre")


def test_a_text_is_previewed_and_similar_things_are_shown(person):
    inger = person(INGER)
    inger.goes_to("/innovasjon/del/")
    inger.field("Tittel").press_sequentially("Registrere målinger hjemme")
    similar = inger.page.locator("#similar").get_by_role("link").first
    expect(similar).to_have_attribute("target", "_blank")
    inger.writes("Hvordan gjøres det i dag?", "**For hånd**, to ganger.")
    inger.clicks("button", "Forhåndsvis Hvordan gjøres det i dag?")
    expect(inger.page.locator("#id_current_situation_preview strong")).to_have_text("For hånd")
    is_kept(inger)


def test_a_reply_is_written_at_the_comment_and_one_lands_on_it(person):
    inger = person(INGER)
    inger.goes_to(IDEA)
    inger.clicks("link", "Svar til Linh")
    reply = inger.page.locator(".mp-reply textarea")
    expect(reply).to_be_focused()
    reply.fill("Et svar skrevet på stedet")
    inger.presses("Publiser svaret")
    assert re.search(r"#k\d+$", inger.page.url)
    landed = inger.page.locator("li:target")
    expect(landed).to_be_focused()
    expect(landed).to_contain_text("Et svar skrevet på stedet")


def test_the_facts_stand_before_the_discussion_on_a_phone(person):
    reader = person()
    reader.page.set_viewport_size({"width": 390, "height": 800})
    reader.goes_to(IDEA)
    facts = reader.scope.get_by_role("complementary", name="Om siden").bounding_box()
    discussion = reader.page.locator("#kommentarer").bounding_box()
    assert facts["y"] < discussion["y"]
