"""Somebody who has never been here does three things from the front page, without help, in six clicks at most."""

from __future__ import annotations

import pytest

from tests.e2e.person import Person

pytestmark = pytest.mark.e2e

MOST_CLICKS = 6
SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
VIGDIS, BJARTE = "vigdis@granheim.example", "bjarte@skarvoy.example"


class FirstTimer(Person):
    """Somebody whose clicks are counted; typing is free, and so is reading."""

    clicks_made = 0

    def clicks(self, role, name):
        self.clicks_made += 1
        super().clicks(role, name)

    def chooses(self, label):
        self.clicks_made += 1
        super().chooses(label)

    def logs_in_as(self, email):
        self.email = email
        self.signs_in()

    def is_done(self):
        assert self.clicks_made <= MOST_CLICKS, self.clicks_made


@pytest.fixture(params=SCREENS)
def newcomer(request, person):
    somebody = person(fresh=True)
    somebody.page.set_viewport_size(SCREENS[request.param])
    somebody.goes_to("/")
    return FirstTimer(somebody.page, somebody.address)


@pytest.mark.parametrize("words", ["medisindispensere", "medisindispnsere"])
def test_finding_what_others_have_learnt(newcomer, words):
    newcomer.writes("Hva leter du etter?", words)
    newcomer.presses("Søk")
    newcomer.follows("Medisindispensere hos 64 brukere: tallene etter ett år")
    newcomer.sees_heading("Suksessfaktorer")
    newcomer.is_done()


def test_asking_to_take_part_in_an_event(newcomer):
    newcomer.follows("Digital kaffi for små kommunar")
    newcomer.follows("Meld deg på")
    before = newcomer.clicks_made
    newcomer.logs_in_as(VIGDIS if newcomer.page.viewport_size["width"] > 400 else BJARTE)
    assert newcomer.clicks_made == before + 1
    newcomer.presses("Meld deg på")
    newcomer.sees("Du er påmeldt på vegne av")
    newcomer.is_done()


def test_telling_of_a_need(newcomer):
    newcomer.follows("Behov og ideer")
    newcomer.follows("Del et behov eller en idé")
    newcomer.logs_in_as(VIGDIS)
    newcomer.chooses("Behov")
    newcomer.writes("Tittel", "Nattlampe som ikke vekker naboen i senga ved siden av")
    newcomer.presses("Publiser")
    newcomer.sees("Publisert.")
    newcomer.is_done()


@pytest.mark.parametrize("language", ["", "/nn", "/en"])
def test_each_search_that_the_front_page_proposes_finds_something(language, person):
    somebody = person(fresh=True)
    somebody.goes_to(f"{language}/")
    proposed = somebody.page.locator(".mp-hero__examples a")
    addresses = [one.get_attribute("href") for one in proposed.all()]
    assert len(addresses) == 3
    for address in addresses:
        somebody.goes_to(address)
        assert somebody.page.locator(".mp-hit").count(), address
