"""Searching from the keyboard: what one may be about to write, one's own words, filters taken off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

FIELD = "#q-page"


def test_a_suggestion_is_chosen_by_keyboard_and_sought(person):
    anybody = person(fresh=True)
    anybody.goes_to("/sok/")
    field = anybody.page.locator(FIELD)
    field.press_sequentially("kom")
    options = anybody.page.get_by_role("option").filter(visible=True)
    expect(options.first).to_contain_text("kom")
    word = options.nth(1).inner_text()
    for key in ("ArrowDown", "ArrowDown"):
        field.press(key)
    expect(options.nth(1)).to_have_attribute("data-activedescendant", "")
    field.press("Enter")
    expect(field).to_have_value(word)
    expect(anybody.page.locator("#result-count")).not_to_have_text("0 treff")


def test_a_suggestion_in_the_header_is_chosen_by_mouse(person):
    anybody = person(fresh=True)
    anybody.goes_to("/arrangementer/")
    anybody.page.locator("#header-search").press_sequentially("velferds")
    option = anybody.page.get_by_role("option").filter(visible=True).first
    word = option.inner_text()
    option.click()
    expect(anybody.page.locator(FIELD)).to_have_value(word)


def test_one_may_insist_on_ones_own_word(person):
    anybody = person(fresh=True)
    anybody.goes_to("/sok/?q=medisindispnser")
    expect(anybody.page.locator("#said")).to_contain_text("Viser treff for medisindispenser")
    anybody.follows("Søk heller etter «medisindispnser»")
    expect(anybody.page.locator("#said")).not_to_contain_text("Viser treff for")
    expect(anybody.page.locator(FIELD)).to_have_value("medisindispnser")
    anybody.follows("Søk heller på vanlig måte")
    expect(anybody.page.locator("#said")).to_contain_text("Viser treff for medisindispenser")


def test_focus_stays_in_the_list_when_a_filter_is_taken_off(person):
    anybody = person(fresh=True)
    anybody.goes_to("/sok/?q=kommune&type=idea&type=event")
    chips = anybody.page.locator("#active-filters a")
    before = anybody.page.locator("#result-count").inner_text()
    for left, focused in ((1, "#active-filters a"), (0, "#results-title")):
        chips.first.press("Enter")
        expect(chips).to_have_count(left)
        expect(anybody.page.locator(focused).first).to_be_focused()
    expect(anybody.page.locator("#result-count")).not_to_have_text(before)


def test_filters_chosen_quickly_on_a_slow_net_all_count(person):
    anybody = person(fresh=True)
    anybody.goes_to("/sok/?q=kommune")
    net = anybody.page.context.new_cdp_session(anybody.page)
    slow = {"offline": False, "latency": 600, "downloadThroughput": -1, "uploadThroughput": -1}
    net.send("Network.emulateNetworkConditions", slow)
    for kind in ("idea", "event", "thread"):
        anybody.page.locator(f"#facets input[value={kind}]").check()
        anybody.page.wait_for_timeout(200)
    expect(anybody.page.locator("#active-filters a[data-removable]")).to_have_count(3)
    expect(anybody.page.locator("#facets input[name=type]:checked")).to_have_count(3)


def test_a_filter_that_had_no_effect_is_told_of(person):
    anybody = person(fresh=True)
    anybody.goes_to("/sok/?q=kommune")
    count = anybody.page.locator("#result-count")
    anybody.page.route("**/sok/?*", lambda route: route.fulfill(status=429, body="For mange"))
    anybody.page.locator("#facets input[value=idea]").click()
    expect(count).to_have_text("Listen ble ikke oppdatert. Prøv igjen.")
    expect(anybody.page.locator("#facets input[value=idea]")).not_to_be_checked()
    anybody.page.unroute_all()
    anybody.page.locator("#facets input[value=idea]").check()
    expect(anybody.page.locator("#active-filters a[data-removable]")).to_have_count(1)
    expect(count).to_contain_text("treff")


def test_the_kinds_of_the_hits_stand_above_them(person):
    anybody = person(fresh=True)
    anybody.goes_to("/sok/?q=kommune")
    kinds = anybody.page.get_by_role("navigation", name="Vis bare")
    chosen = kinds.get_by_role("link").first.inner_text().split()
    kinds.get_by_role("link").first.click()
    expect(anybody.page.locator("#result-count")).to_have_text(f"{chosen[-1]} treff")
    expect(kinds).to_have_count(0)
