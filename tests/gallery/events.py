"""Events as their arrangers and those who come to them meet them."""

from __future__ import annotations

from tests.gallery.people import AUDUN, BENTE, INGER, KRISTIN, MAGNUS
from tests.gallery.places import EVENT, FULL_EVENT
from tests.gallery.scene import OTHERS, Scene, Step

REGISTER: tuple[Step, ...] = (("follows", "Meld deg på"),)
REGISTER_SHOWN, LEAVE_SHOWN = "/arrangementer/<id:pk>/meld-pa/", "/arrangementer/<id:pk>/meld-av/"

EVENT_FORMS = [
    Scene("event-form", "/arrangementer/nytt/", "/arrangementer/nytt/", INGER, languages=OTHERS),
    Scene(
        "event-form-wrong",
        "/arrangementer/nytt/",
        "/arrangementer/nytt/",
        INGER,
        (("writes", "Hva", "Et innlegg uten klokkeslett"), ("presses", "Publiser")),
    ),
    Scene("event-edit", EVENT, "/arrangementer/<id:pk>/rediger/", AUDUN, (("follows", "Rediger"),)),
    Scene(
        "event-edit-wrong",
        EVENT,
        "/arrangementer/<id:pk>/rediger/",
        AUDUN,
        (("follows", "Rediger"), ("writes", "Slutter", "2020-01-01T12:00"), ("presses", "Publiser")),
    ),
    Scene("event-withdraw", EVENT, "/arrangementer/<id:pk>/trekk/", AUDUN, (("follows", "Trekk tilbake"),)),
    Scene("participants", EVENT, "/arrangementer/<id:pk>/deltakere/", AUDUN, (("follows", "Deltakere"),)),
    Scene("register", EVENT, REGISTER_SHOWN, INGER, REGISTER),
    Scene("register-citizen", EVENT, REGISTER_SHOWN, KRISTIN, REGISTER),
    Scene("register-signed-out", EVENT, "/konto/login/", do=REGISTER),
    Scene("leave", EVENT, LEAVE_SHOWN, MAGNUS, (("follows", "Meld deg av"),)),
    Scene("registered", EVENT, "events.EventPage", BENTE, (*REGISTER, ("presses", "Meld deg på"))),
    Scene("left", EVENT, "events.EventPage", BENTE, (("follows", "Meld deg av"), ("presses", "Meld deg av"))),
    Scene(
        "participants-full",
        FULL_EVENT,
        "/arrangementer/<id:pk>/deltakere/",
        "terje@bra.example",
        (("follows", "Deltakere"),),
    ),
]
