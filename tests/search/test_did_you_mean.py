"""How well every engine understands slips, and what it marks, among the documents of the judged collection."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from search.analysis.norwegian import ANALYSER
from search.clauses import Beginning, all_of, any_of, keyword
from search.engines import engine_class
from search.evaluation.collection import read
from search.evaluation.measure import VISITOR, fill
from search.find import answer
from search.matching import BODY, text
from search.query import parse
from search.terms import prefix_of

from .documents import ask
from .engines import EVERY_ENGINE

COLLECTION = read(Path(__file__).with_name("collection.json"))
MOST_MISSED = 1 / 15
LEAST_MARKED = 0.95
MISSPELT = {
    "levrandør": "leverandør",
    "anskafelse": "anskaffelse",
    "hjemesykepleie": "hjemmesykepleie",
    "konkuranse": "konkurranse",
    "legemidelhåndtering": "legemiddelhåndtering",
    "integrasjonsplatform": "integrasjonsplattform",
    "inovasjonspartnerskap": "innovasjonspartnerskap",
    "innstitusjon": "institusjon",
    "kvallitet": "kvalitet",
    "dokumentassjon": "dokumentasjon",
    "jounral": "journal",
    "hjetresvikt": "hjertesvikt",
    "legeavkt": "legevakt",
    "fallforebyggnig": "fallforebygging",
    "velferdstekonlogi": "velferdsteknologi",
    "sjøkkenet": "kjøkkenet",
    "skjøleskapet": "kjøleskapet",
    "kartleggingssjemaet": "kartleggingsskjemaet",
    "innkøp": "innkjøp",
    "videokonsultasion": "videokonsultasjon",
    "ernering": "ernæring",
    "sårbehanling": "sårbehandling",
    "høringsfrissten": "høringsfristen",
    "hjælpemidler": "hjelpemidler",
    "gevinstralisering": "gevinstrealisering",
    "fysioteraput": "fysioterapeut",
    "kompetanze": "kompetanse",
    "tryghetsalarm": "trygghetsalarm",
    "medisindispensser": "medisindispenser",
    "helsestasion": "helsestasjon",
}
# Forms that no document need have, and what is not sought here but meant.
KNOWN = "kommunens kommunalt leverandørens journalføre anskaffes hjemmesykepleiernes sensorer måler legen sykehuset"
KNOWN += " isbjørn trombone fotball snøskuffe vaffel tannlege svømmehall skiløype gravemaskin poesi EPJ DPIA KI ROS"
KNOWN += " heimeteneste løysing verksemd korleis sjukeheim omsorg"
SAMPLED = 30


@pytest.fixture(scope="module", params=EVERY_ENGINE)
def filled(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), engine_class(request.param).throwaway() as engine:
        fill(engine, COLLECTION.documents)
        yield engine


def test_slips_are_corrected_and_said(filled):
    said = {written: ask(filled, written).corrected for written in MISSPELT}
    wrong = {
        written: (corrected, MISSPELT[written])
        for written, corrected in said.items()
        if corrected is None or ANALYSER.form(corrected).term != ANALYSER.form(MISSPELT[written]).term
    }
    assert len(wrong) <= len(MISSPELT) * MOST_MISSED, wrong
    assert all(ask(filled, written).total for written in MISSPELT if written not in wrong)


def test_known_words_are_left_alone(filled):
    bodies = " ".join(one.body for one in COLLECTION.open_documents)
    words = sorted({word for word in re.findall(r"\w{4,}", bodies) if word.isalpha()})
    known = [*random.Random(60).sample(words, SAMPLED), *KNOWN.split()]
    assert len(known) == 60
    assert [(word, corrected) for word in known if (corrected := ask(filled, word).corrected)] == []


def test_what_matched_in_the_text_is_marked_there(filled):
    matched, unmarked = 0, []
    for judged in COLLECTION.queries:
        found = answer(parse(judged.text, access_keys=VISITOR), filled, lambda hits: {hit.uid for hit in hits})
        searched = found.page.searched
        ways = [text(word, [BODY]) for word in (*searched.words, *searched.phrases)]
        ways += [Beginning(BODY, prefix_of(word), 1.0) for word in searched.words if prefix_of(word)]
        for item in found.items:
            assert not re.search(r"[<>]", re.sub(r"</?mark>", "", item.snippet + item.title))
            with filled.reading() as snapshot:
                has_it = snapshot.count(all_of([keyword("uid", [item.uid]), any_of(ways)]))
            if has_it:
                matched += 1
                unmarked += [] if "<mark>" in item.snippet else [(judged.id, item.snippet)]
    assert matched > 200
    assert len(unmarked) <= matched * (1 - LEAST_MARKED), unmarked
