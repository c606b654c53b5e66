"""What helps while one writes, what is kept of it, and what it said before."""

from __future__ import annotations

from tests.gallery.people import BENTE, INGER, YUSUF
from tests.gallery.scene import OTHERS, Scene, Step

SHARE, START = "/innovasjon/del/", "/trader/start/"
TODAY = "Hvordan gjøres det i dag?"
MARKDOWN = "**For hånd**, tre ganger:\n\n1. på papir\n2. i journalen\n3. i regnearket\n\n> Ingen stoler på tallet."
PREVIEW = "Forhåndsvis Hvordan gjøres det i dag?"


def begun(text: str) -> tuple[Step, ...]:
    """Return the steps of somebody who writes `text`, sees that it is kept, and goes elsewhere."""
    return (("writes", "Kort fortalt", text), ("sees", "Lagret kl."), ("goes_to", "/min-side/"), ("sees", text))


WRITING = [
    Scene(
        "similar",
        SHARE,
        SHARE,
        INGER,
        (("writes", "Tittel", "Registrere målinger under hjemmebesøk"), ("sees", "Dette kan handle om det samme.")),
    ),
    Scene("similar-page", "/min-side/lignende/?title=måling", "/min-side/lignende/", INGER, languages=OTHERS),
    Scene(
        "preview",
        SHARE,
        SHARE,
        INGER,
        (("writes", TODAY, MARKDOWN), ("clicks", "button", PREVIEW), ("sees", "i journalen")),
    ),
    Scene(
        "preview-page",
        SHARE,
        "/min-side/forhandsvisning/",
        INGER,
        (("writes", TODAY, MARKDOWN), ("presses_without_scripts", PREVIEW)),
    ),
    Scene("begun", START, "/min-side/", BENTE, begun("Et spørsmål om lading av trygghetsalarmer")),
    Scene(
        "begun-form",
        START,
        START,
        BENTE,
        (*begun("Et spørsmål om batterier"), ("follows", "Et spørsmål om batterier")),
    ),
    Scene(
        "discard",
        START,
        "/min-side/kladd/<uuid:key>/kast/",
        BENTE,
        (*begun("Et spørsmål om ladere"), ("follows", "Kast Et spørsmål om ladere")),
    ),
    Scene(
        "page-history",
        "/trader/hva-koster-en-dpia/",
        "/historikk/<id:pk>/",
        YUSUF,
        (
            ("follows", "Rediger"),
            ("writes", "Kort fortalt", "Tre tall fra dem som har kjøpt hjelp, og ett fra dem som gjorde det selv."),
            ("presses", "Publiser"),
            ("follows", "redigert"),
        ),
    ),
]
