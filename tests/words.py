"""Words that give a language away: what the tests of strings, pages and mails look for where they should not be."""

import re


def whole(words):
    return re.compile(rf"(?<![\w-])({'|'.join(words.split())})(?![\w-])", re.IGNORECASE)


# Bokmål that is not nynorsk as well, in the forms that an interface uses.
BOKMAL = whole(
    "ikke fra hvordan hvor hva hvem hvilken hvilket hvilke hvorfor hvis hver hvert noen noe bare være vært jeg dere "
    "deres en et mer flere gjøre gjør gjøres ble blitt navn navnet bedre nå selv siden skrevet åpne åpen åpent åpnet "
    "endret lagret slettet velg velge valgt valgte fortell ennå enda sammen uten løsning løsningen løsninger "
    "tjeneste tjenesten tjenester tjenesteområde forfatter forfatteren dem hun kommet tatt sendes vises brukes "
    "publiseres godkjennes leses skrives gjelder kjøpes hentes endres måned måneder uke uker dager timer "
    "arrangementer leverandører kommuner erfaringer erfaringen tråder begreper temaer ideer kunngjøring kunngjøringer "
    "forsiden tilgjengelighet mulig anskaffelse anskaffelser avtaler nettsted nettstedet nettleser nettleseren "
    "kontoer koder bekreft bekrefte bekreftelse tilbakestill vennligst motta mottar opprett opprette logget lenken "
    "adressen mandag tirsdag lørdag bilde bilder kilde kilder høyst finnes følge mye samme "
    "forrige"
)
# Norwegian that is not English as well.
NORWEGIAN = re.compile(
    whole(
        "og eller ikke ikkje av til fra frå på som det dei du deg ditt dine er kan skal vil må har ble blei blir "
        "hvordan korleis hva kva hvem kven alle ingen nytt nye innlegg behov velg vel feil siden sida mer meir ei"
    ).pattern
    + "|[æøå]",
    re.IGNORECASE,
)
# English that is not Norwegian as well.
ENGLISH = whole(
    "the of and is are was this that these those you your with from page pages not have been will can cannot which "
    "save add edit delete remove choose select view show hide close cancel click show search new yes"
)
