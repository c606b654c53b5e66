"""Every kind of page and every form, with and without errors: no fault that axe-core can see, and no sideways scroll."""

from __future__ import annotations

import pytest

from tests.e2e.axe import NARROW, faults

pytestmark = pytest.mark.e2e

INGER, ELLEN, MARTE, ARNE = "inger@vest.example", "ellen@fiktiv.example", "marte@fiktiv.example", "arne@sar.example"
RAGNHILD, SYNNOVE = "ragnhild@god.example", "synnove@markedsplassen.example"
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
    ("kristin@innbygger.example", "/min-side/"),
    (INGER, NEED),
    (INGER, "/erfaringer/opsjonen-vi-nesten-glemte/"),
    (RAGNHILD, "/arrangementer/arbeidsverksted-kjope-lage-selv-eller-utvikle-sammen/"),
    (ELLEN, "/erfaringer/godkjenning/"),
    (ARNE, "/arrangementer/nytt/"),  # refused
    (INGER, "/konto/email/"),
    (INGER, "/konto/2fa/"),
    (SYNNOVE, "/konto/2fa/"),
    (INGER, "/konto/2fa/webauthn/"),
    (INGER, "/konto/sessions/"),
    (INGER, "/konto/logout/"),
]
