"""The comments of a page: written, answered, changed, held back, deleted."""

from __future__ import annotations

from tests.gallery.people import ARNE, INGER, MARTE, RUTH
from tests.gallery.places import IDEA, THREAD
from tests.gallery.scene import Scene, Step

REPLY: tuple[Step, ...] = (("clicks", "link", "Svar til Linh"), ("sees", "Publiser svaret"))
ANSWER: tuple[Step, ...] = (("goes_where", "Svar til Linh"),)
POST: tuple[Step, ...] = (("presses", "Publiser innlegget"),)

COMMENTS = [
    Scene("comment-wrong", IDEA, "/trader/kommenter/<id:page_pk>/", ARNE, POST),
    Scene("reply", IDEA, "arena.IdeaPage", ARNE, REPLY),
    Scene("answer", IDEA, "/trader/kommenter/<id:page_pk>/", ARNE, ANSWER),
    Scene("answer-wrong", IDEA, "/trader/kommenter/<id:page_pk>/", ARNE, (*ANSWER, ("presses", "Publiser svaret"))),
    Scene("comment-edit", IDEA, "/trader/innlegg/<id:pk>/rediger/", INGER, (("follows", "Rediger innlegget ditt"),)),
    Scene(
        "comment-edit-wrong",
        IDEA,
        "/trader/innlegg/<id:pk>/rediger/",
        INGER,
        (("follows", "Rediger innlegget ditt"), ("writes", "Innlegg", ""), ("presses", "Lagre")),
    ),
    Scene(
        "comment-history",
        IDEA,
        "/trader/innlegg/<id:pk>/historikk/",
        INGER,
        (
            ("follows", "Rediger innlegget ditt"),
            ("writes", "Innlegg", "Vi måler, skriver ned og taster inn. Hvem har målt hvor lang tid det tar?"),
            ("presses", "Lagre"),
            ("follows", "redigert"),
        ),
    ),
    Scene("comment-delete", IDEA, "/trader/innlegg/<id:pk>/slett/", INGER, (("follows", "Slett innlegget ditt"),)),
    Scene(
        "comment-held",
        THREAD,
        "threads.ThreadPage",
        RUTH,
        (("writes", "Innlegg", "Hos oss har vi kaffen med på termos."), *POST),
    ),
    Scene(
        "comment-posted",
        "/trader/klimakrav-til-dispensarar/",
        "threads.ThreadPage",
        MARTE,
        (("writes", "Innlegg", "Takk, dette tar jeg med til *innkjøp*:\n\n- levetid\n- batteri\n- retur"), *POST),
    ),
]
