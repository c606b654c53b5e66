"""Every kind of page and every form, with and without errors: no fault for axe-core, and no sideways scroll."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from home.demo.people import PASSWORD
from tests.e2e.axe import NARROW, faults

pytestmark = pytest.mark.e2e

INGER, ELLEN, MARTE, ARNE = "inger@vest.example", "ellen@fiktiv.example", "marte@fiktiv.example", "arne@sar.example"
AUDUN, MAGNUS = "audun@skarvoy.example", "magnus@dalfjord.example"
KRISTIN, SYNNOVE = "kristin@innbygger.example", "synnove@markedsplassen.example"
NEED = "/innovasjon/registrere-malinger-under-hjemmebesoket/"
THREAD = "/trader/er-det-lov-a-ta-en-kaffe-med-leverandoren/"
EXPERIENCE = "/erfaringer/sarsporet-etter-tre-uker/"
EVENT = "/arrangementer/digital-kaffi-for-sma-kommunar/"

FOR_EVERYBODY = [
    "/",
    "/innovasjon/",
    "/innovasjon/?type=need&fase=laere",
    NEED,
    "/erfaringer/",
    EXPERIENCE,
    "/anskaffelser/",
    "/anskaffelser/kunngjoringer/",
    "/anskaffelser/kunngjoringer/dynamisk-innkjopsordning-digital-hjemmeoppfolging/",
    "/anskaffelser/leverandorer/",
    "/anskaffelser/leverandorer/sar/",
    "/arrangementer/",
    EVENT,
    "/arrangementer/arbeidsverksted-kjope-lage-selv-eller-utvikle-sammen/",
    "/trader/",
    THREAD,
    "/bibliotek/",
    "/bibliotek/slik-deltar-du/",
    "/bibliotek/digital-hjemmeoppfolging-i-bjorkdalen/",
    "/bibliotek/digital-hjemmeoppfolging-i-bjorkdalen/2-hva-vi-provde/",
    "/bibliotek/temadag-om-trygg-utskriving/",
    "/om/",
    "/om/tilgjengelighet/",
    "/om/personvern/",
    "/om/kontakt/",
    "/sok/",
    "/sok/?q=sår",
    "/sok/?q=medisindispenser&type=idea&tema=legemidler",
    "/sok/?q=medisindispensr",
    "/sok/?q=varmeteppekatalog",
    "/finnes/ikke/",
]
SIGNED_IN = [
    (INGER, "/min-side/"),
    (ELLEN, "/min-side/"),
    (KRISTIN, "/min-side/"),
    (INGER, NEED),
    (INGER, "/erfaringer/opsjonen-vi-nesten-glemte/"),
    (KRISTIN, "/arrangementer/arbeidsverksted-kjope-lage-selv-eller-utvikle-sammen/"),
    (ELLEN, "/erfaringer/godkjenning/"),
    (ARNE, "/arrangementer/nytt/"),  # refused
    (INGER, "/konto/email/"),
    (INGER, "/konto/2fa/"),
    (SYNNOVE, "/konto/2fa/"),
    (INGER, "/konto/2fa/webauthn/"),
    (INGER, "/konto/sessions/"),
    (INGER, "/konto/logout/"),
]


@dataclass(frozen=True)
class Form:
    """A form: whose, where one begins, the links one follows, and the button that sends it.

    It is sent as it stands, with what is `wrong`, and shown again; a form without a button cannot be wrong.
    """

    path: str
    who: str = ""
    links: tuple[str, ...] = ()
    button: str = ""
    wrong: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join([self.path, *self.links])


FORMS = [
    Form("/innovasjon/del/", INGER, (), "Publiser"),
    Form(NEED, INGER, ("Rediger",), "Publiser", {"Tittel": ""}),
    Form(NEED, INGER, ("Trekk tilbake",)),
    Form(NEED, ARNE, (), "Publiser innlegget"),
    Form(NEED, ARNE, ("Svar til Linh",), "Publiser svaret"),
    Form(NEED, INGER, ("Rediger innlegget ditt",), "Lagre", {"Innlegg": ""}),
    Form(NEED, INGER, ("Slett innlegget ditt",)),
    Form("/trader/start/", ARNE, (), "Publiser"),
    Form("/erfaringer/del/", ELLEN, (), "Publiser", {"Hvor mange uker har den vært i bruk?": "-1"}),
    Form(EXPERIENCE, ELLEN, ("Rediger",), "Publiser", {"Tittel": ""}),
    Form("/arrangementer/nytt/", INGER, (), "Publiser", {"Hva": "Et innlegg uten klokkeslett"}),
    Form(EVENT, AUDUN, ("Rediger",), "Publiser", {"Slutter": "2020-01-01T12:00"}),
    Form(EVENT, AUDUN, ("Trekk tilbake",)),
    Form(EVENT, AUDUN, ("Deltakere",)),
    Form(EVENT, INGER, ("Meld deg på",)),
    Form(EVENT, KRISTIN, ("Meld deg på",)),
    Form(EVENT, MAGNUS, ("Meld deg av",)),
    Form("/konto/login/", "", (), "Logg inn", {"E-post": INGER, "Passord": "feil"}),
    Form("/konto/signup/", "", (), "Registrer deg", {"Passord": "kort"}),
    Form("/konto/password/reset/", "", (), "Tilbakestill passord"),
    Form("/konto/email/", INGER, (), "Legg til e-post", {"E-post": "ikke en adresse"}),
    Form("/konto/password/change/", INGER, (), "Endre passord", {"Nåværende passord": "feil"}),
    Form("/konto/reauthenticate/", INGER, (), "Bekreft", {"Passord": "feil"}),
    Form("/konto/2fa/reauthenticate/", SYNNOVE, (), "Bekreft", {"Kode": "000000"}),
]


@pytest.mark.parametrize("path", FOR_EVERYBODY)
def test_what_everybody_may_read(person, path):
    reader = person()
    assert reader.goes_to(path) == (404 if "ikke" in path else 200)
    assert faults(reader.page) == []


@pytest.mark.parametrize(("who", "path"), SIGNED_IN)
def test_what_somebody_sees_who_is_signed_in(person, who, path):
    somebody = person(who)
    assert somebody.goes_to(path) == (403 if who == ARNE else 200)
    assert faults(somebody.page) == []


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_form_with_and_without_errors(person, form):
    somebody = person(form.who)
    somebody.goes_to(form.path)
    for link in form.links:
        somebody.follows(link)
    assert faults(somebody.page) == []
    if form.button:
        for label, text in form.wrong.items():
            somebody.writes(label, text)
        somebody.presses(form.button)
        somebody.sees("Rett opp dette før du går videre")
        assert faults(somebody.page) == []


def test_a_report_that_waits_for_approval_and_the_form_that_sends_it_back(person):
    marte, ellen = person(MARTE), person(ELLEN)
    marte.goes_to("/erfaringer/del/")
    marte.chooses("Innføring")
    marte.writes("Tittel", "Sendt til godkjenning")
    marte.presses("Send til godkjenning")
    assert faults(marte.page) == []
    ellen.goes_to("/erfaringer/godkjenning/")
    assert faults(ellen.page) == []
    ellen.follows("Sendt til godkjenning")
    assert faults(ellen.page) == []
    ellen.follows("Send tilbake med begrunnelse")
    assert faults(ellen.page) == []
    ellen.presses("Send tilbake")
    ellen.sees("Rett opp dette før du går videre")
    assert faults(ellen.page) == []


def test_the_steps_of_two_step_verification(person):
    kristin, editor = person(KRISTIN), person()
    kristin.goes_to("/konto/2fa/totp/activate/")
    kristin.writes("Passord", PASSWORD)
    kristin.presses("Bekreft")
    kristin.sees_heading("Aktiver autentiseringsapp")
    assert faults(kristin.page) == []
    kristin.writes("Kode fra autentiseringsappen", "000000")
    kristin.presses("Aktiver")
    assert faults(kristin.page) == []

    editor.goes_to("/konto/login/")
    editor.writes("E-post", SYNNOVE)
    editor.writes("Passord", PASSWORD)
    editor.presses("Logg inn")
    editor.sees_heading("Totrinnsbekreftelse")
    assert faults(editor.page) == []
    editor.writes("Kode", "000000")
    editor.presses("Logg inn")
    editor.sees("Rett opp dette før du går videre")
    assert faults(editor.page) == []


def test_a_form_that_was_not_sent(person):
    reader = person()
    reader.goes_to("/konto/password/reset/")
    reader.page.context.clear_cookies()
    reader.presses("Tilbakestill passord")
    reader.sees_heading("Skjemaet ble ikke sendt")
    assert faults(reader.page) == []


def test_the_menu_of_a_narrow_screen(person):
    inger = person(INGER)
    inger.page.set_viewport_size({"width": NARROW, "height": 900})
    inger.goes_to("/trader/")
    inger.header.opens("Meny")
    inger.header.sees("Erfaringer", "Vest kommune, nøkkelperson")
    assert faults(inger.page) == []


@pytest.mark.parametrize("path", ["/innovasjon/", "/sok/?q=kommune"])
def test_the_filters_of_a_narrow_screen(person, path):
    reader = person()
    reader.page.set_viewport_size({"width": NARROW, "height": 900})
    reader.goes_to(path)
    reader.scope.get_by_text("Filtre").first.click()
    reader.opens("Flere valg for organisasjon")
    assert faults(reader.page) == []


def test_a_very_long_word_breaks_wherever_it_is_shown(person):
    word = "sykepleierkompetanseutviklingsplanleggingssystemleverandøravtaleforvaltning"
    ellen = person(ELLEN)
    ellen.goes_to("/erfaringer/del/")
    ellen.chooses("Bruk")
    for label in ("Tittel", "Kort fortalt", "Hvilken løsning gjelder det?"):
        ellen.writes(label, word)
    ellen.at("group", "Suksessfaktor 1").writes("Hva gjorde at det gikk bra?", word)
    pair = ellen.at("group", "Utfordring og tiltak 1")
    pair.writes("Utfordring", word)
    pair.writes("Tiltak", word)
    ellen.presses("Lagre utkast")
    assert faults(ellen.page) == []
    ellen.follows("Rediger")
    assert faults(ellen.page) == []
    ellen.presses("Publiser")
    ellen.writes("Innlegg", word)
    ellen.presses("Publiser innlegget")
    assert faults(ellen.page) == []
    ellen.finds(word)
    for path in (ellen.page.url, "/erfaringer/", "/min-side/", "/"):
        ellen.goes_to(path.removeprefix(ellen.address))
        assert faults(ellen.page) == [], path
