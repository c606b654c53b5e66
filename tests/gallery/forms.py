"""The forms of members: empty, with errors, and what stands there when they are sent."""

from __future__ import annotations

from tests.gallery.people import ARNE, ELLEN, INGER, JONAS, MARTE, RAGNHILD, RUTH, YUSUF
from tests.gallery.places import EXPERIENCE, IDEA
from tests.gallery.scene import OTHERS, Scene, Step

SEND: tuple[Step, ...] = (("presses", "Publiser"),)
EDIT: tuple[Step, ...] = (("follows", "Rediger"),)
WITHDRAW: tuple[Step, ...] = (("follows", "Trekk tilbake"),)
NO_TOPIC: tuple[Step, ...] = (("writes", "Hva vil du diskutere?", ""),)
NO_TITLE: tuple[Step, ...] = (("writes", "Tittel", ""),)
OWN_THREAD = "/trader/hva-koster-en-dpia/"
SEND_BACK = "/erfaringer/<id:pk>/send-tilbake/"
BACK: tuple[Step, ...] = (("follows", "Send tilbake med begrunnelse"),)
LONGEST_TITLE = (
    "Hjelpemiddelformidlingssentralens lagerbeholdningsoversikt for Guovdageainnu suohkan, Kárášjoga gielda og naboene"
)
WAITING: tuple[Step, ...] = (("follows", "Arbeidstelefon til alle i to soner: bildene flyttet med"),)

FORMS = [
    Scene("idea-form", "/innovasjon/del/", "/innovasjon/del/", INGER, languages=OTHERS),
    Scene("idea-form-searched", "/innovasjon/del/?tittel=varmeteppe+til+rullestol", "/innovasjon/del/", INGER),
    Scene("idea-form-wrong", "/innovasjon/del/", "/innovasjon/del/", INGER, SEND),
    Scene("idea-edit", IDEA, "/innovasjon/<id:pk>/rediger/", INGER, EDIT),
    Scene("idea-edit-wrong", IDEA, "/innovasjon/<id:pk>/rediger/", INGER, EDIT + NO_TITLE + SEND),
    Scene("idea-withdraw", IDEA, "/innovasjon/<id:pk>/trekk/", INGER, WITHDRAW),
    Scene("thread-form", "/trader/start/", "/trader/start/", ARNE, languages=OTHERS),
    Scene("thread-form-wrong", "/trader/start/", "/trader/start/", ARNE, SEND),
    Scene("thread-edit", OWN_THREAD, "/trader/<id:pk>/rediger/", YUSUF, EDIT),
    Scene("thread-edit-wrong", OWN_THREAD, "/trader/<id:pk>/rediger/", YUSUF, EDIT + NO_TOPIC + SEND),
    Scene("thread-withdraw", OWN_THREAD, "/trader/<id:pk>/trekk/", YUSUF, WITHDRAW),
    Scene("experience-form", "/erfaringer/del/", "/erfaringer/del/", ELLEN, languages=OTHERS),
    Scene(
        "experience-form-wrong",
        "/erfaringer/del/",
        "/erfaringer/del/",
        ELLEN,
        (("writes", "Hvor mange uker har løsningen vært i bruk?", "-1"), *SEND),
    ),
    Scene("experience-form-member", "/erfaringer/del/", "/erfaringer/del/", MARTE),
    Scene("experience-edit", EXPERIENCE, "/erfaringer/<id:pk>/rediger/", ELLEN, EDIT),
    Scene("experience-edit-wrong", EXPERIENCE, "/erfaringer/<id:pk>/rediger/", ELLEN, EDIT + NO_TITLE + SEND),
    Scene("experience-withdraw", EXPERIENCE, "/erfaringer/<id:pk>/trekk/", ELLEN, WITHDRAW),
    Scene("approvals", "/erfaringer/godkjenning/", "/erfaringer/godkjenning/", RAGNHILD, languages=OTHERS),
    Scene("approvals-none", "/erfaringer/godkjenning/", "/erfaringer/godkjenning/", INGER),
    Scene("approve", "/erfaringer/godkjenning/", "/min-side/utkast/<id:pk>/", RAGNHILD, WAITING),
    Scene("waiting", "/min-side/", "/min-side/utkast/<id:pk>/", JONAS, WAITING),
    Scene("send-back", "/erfaringer/godkjenning/", SEND_BACK, RAGNHILD, WAITING + BACK),
    Scene(
        "send-back-wrong",
        "/erfaringer/godkjenning/",
        SEND_BACK,
        RAGNHILD,
        (*WAITING, *BACK, ("presses", "Send tilbake")),
    ),
    Scene(
        "saved",
        "/innovasjon/del/",
        "/min-side/utkast/<id:pk>/",
        INGER,
        (("chooses", "Behov"), ("writes", "Tittel", "Lys i gangen på natt"), ("presses", "Lagre utkast")),
    ),
    Scene(
        "sent-to-moderator",
        "/innovasjon/del/",
        "/min-side/utkast/<id:pk>/",
        RUTH,
        (("chooses", "Behov"), ("writes", "Tittel", "Hansker som skjermen kjenner"), ("presses", "Publiser")),
    ),
    Scene(
        "published",
        "/innovasjon/del/",
        "arena.IdeaPage",
        INGER,
        (
            ("chooses", "Behov"),
            ("writes", "Tittel", LONGEST_TITLE),
            (
                "writes",
                "Kort fortalt",
                "Rullestoler, løftere og senger står i fire lagre, og ingen vet hva som er ledig.",
            ),
            ("presses", "Publiser"),
        ),
    ),
]
