"""Words that reports use for their own parts, in bokmål, nynorsk and English."""

from __future__ import annotations

import re

_REFERENCES = """referanser referansar litteratur litteraturliste kilder kjelder kildeliste bibliografi references
bibliography"""
_CONTENTS = "innhold innhald innholdsfortegnelse contents"
_OTHERS = """forord føreord preface foreword sammendrag samandrag summary abstract innledning innleiing introduction
bakgrunn background konklusjon konklusjonar conclusion avslutning avslutting vedlegg appendix appendiks noter notes
ordliste begreper omgrep definisjoner definisjonar"""

_SMALL = """og eller i på av for til med som om bør skal kan er ved fra hos når å en et ei vi at den det de mot uten
the of in and or a an to with by on"""

SMALL_WORDS = frozenset(_SMALL.split())
"""Words that no line of a text ends with when it is at its end, and that are no abbreviations in capitals."""
_SHORT = """hva hvem hvor vi du de dere oss man min din sin vår ny nye to tre fem seks ni ti alle få går gå se ta gi si
be bli har var må vil ut inn opp ned før nå mer noe noen ikke også kva kven kor me eg ein ikkje dei who what how why
our we you is are be not all funn mål råd krav tema plan drift"""
SHORT_WORDS = frozenset(_SHORT.split())
"""Other words so short that in capitals they might be taken for abbreviations."""
REFERENCES = frozenset(_REFERENCES.split())
CONTENTS = frozenset(_CONTENTS.split())
PARTS = REFERENCES | CONTENTS | frozenset(_OTHERS.split())
"""Titles that name a part of any report, and so never the report itself."""

AGENDA = re.compile(
    r"\b(?:agenda(?:en)?|program(?:met)?|dagsorden(?:en)?|saksliste|tidsplan|kj[øo]replan)\b", re.IGNORECASE
)
GREETING = re.compile(r"(?:hjertelig\s)?(?:velkommen|velkomen|welcome)\b.{0,40}", re.IGNORECASE)
COURTESY = re.compile(
    r"(?:tusen )?(?:takk for|thank you|thanks)\b.{0,60}|(?:noen |any )?(?:spørsmål|questions)\s*\??", re.IGNORECASE
)
"""Lines with which a speaker ends, and which mean nothing on a page."""

SIGNED = re.compile(
    r"(?:med\s)?(?:vennlig(?:e)?|beste|venleg|kjær(?:lig)?)\s(?:hilsen|helsing)|med (?:hilsen|helsing)|"
    r"(?:best|kind) regards|yours (?:sincerely|faithfully)",
    re.IGNORECASE,
)
"""How a letter ends: what follows are names."""


def names_part(title: str) -> bool:
    """Does the title name a part that any report may have, such as «Sammendrag» or «Vedlegg 2»?"""
    first, _, rest = title.casefold().strip(" :.").partition(" ")
    return first in PARTS and (not rest or first in ("vedlegg", "appendix", "appendiks") and len(rest) < 80)


def is_references(title: str) -> bool:
    """Does the title stand above a list of references?"""
    return title.casefold().strip(" :.") in REFERENCES
