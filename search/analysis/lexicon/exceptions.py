"""What the dictionary does not say of words as parts of compounds, found by looking at wrong splits."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of three letters stand by chance in longer ones: only these are parts.
SHORT = _words(
    "app bad bil bok bro båt dag del dør elv fag fly fot gap hav hud hus jus kai lag liv lov lyd lys lån lås løp "
    "mal mat mor mål ord rom rot rus råd sak sau sky sol sti syn sår tak tap tid tog tre uke ull vei vin øre øye"
)
# Not nouns, and yet first parts of many compounds.
ALSO_FIRST = _words("bio ekstern felles fellesskap fjern hjemme hoved intern multi natur selv tele øko")
# Last parts that are no words of their own, or have no article; those of nynorsk that the stemmer takes for endings.
ALSO_LAST = _words(
    "basert baserte eid eide giver givere giveren giverne haver legane legar lova lovane nær nære nært rettede rettet "
    "taker takere takeren takerne vendt vendte"
)
# Words that end like the word before an ending, prepositions, and names of letters and notes.
NEVER_FIRST = _words(
    "anta eter etter foran inne kvar mellom mens mest mett mistet over sams siden siste stede tekno tids tran trans "
    "under uten verst viss"
)
# Endings of derived words, which are nouns as well: kunnskap is no skap.
ENDINGS = _words(
    "bare barhet bart dom dommen dommene dommer else elsen elsene elser ende ering eringen eringer erne heten "
    "hetene heter ingen ingene inger inne innen iske isme ismen ismer isten istene ister lige ligt ring ringa "
    "ringen ringene ringer skap skapa skapene skaper skapet somme somt tet øren ørene ører"
)
# Compounds by their looks, or by their history, of which the parts say nothing.
ALSO_WHOLE = _words(
    "ordfører ordførere ordføreren ordførerne rettferdig rettferdighet rettferdigheten samtidig samtykke sannsynlig "
    "sannsynlighet sannsynligheten sykepleie sykepleien sykepleier sykepleiere sykepleieren sykepleierne "
    "transparens transparent veileder veiledere veilederen veilederne veiledning veiledningen veiledninger"
)
# Forms that the dictionary gives to several words, or to none, and the one that is nearly always meant.
HEADWORDS = {
    form: headword
    for headword, forms in {
        "avgjøre": "avgjorde avgjort avgjorte",
        "bestemme": "bestemt bestemte",
        "blå": "blått",
        "bok": "bøker bøkene",
        "bror": "brødre brødrene",
        "by": "byar byane byen byene byer",
        "drive": "drev drevet",
        "far": "fedre fedrene",
        "finne": "fant funnet",
        "gjøre": "gjorde",
        "godkjenne": "godkjent godkjente",
        "grønn": "grønt",
        "hvit": "hvitt",
        "hånd": "hender hendene",
        "innlegge": "innlagt innlagte",
        "kjenne": "kjent kjente",
        "kraft": "krefter kreftene",
        "kurs": "kursene kurser kurset",
        "leie": "leid leide leier leies leiet",
        "lese": "lest",
        "leveranse": "levere leverer leveres levert leverte",
        "mene": "ment mente",
        "mor": "mødre mødrene",
        "natt": "netter nettene",
        "oversette": "oversatt oversatte",
        "rød": "rødt",
        "sette": "satt satte",
        "skrive": "skrev skrevet",
        "spørre": "spurt spurte spør",
        "stille": "stilt stilte",
        "stor": "størst største",
        "styre": "styrt styrte",
        "søke": "søkt søkte",
        "tann": "tenner tennene",
        "trene": "trent trente",
        "ung": "yngre yngst yngste",
        "utskrive": "utskrev utskrevet utskrevne",
        "utvalg": "utvalgene",
        "vise": "vist",
        "øke": "øker økes økt økte",
        "øy": "øya øyer øyene",
        "øye": "auga auge øyne",
        "år": "åra årene året årets",
    }.items()
    for form in forms.split()
}
# Municipalities and counties that look like forms of words they have nothing to do with (halden is held in nynorsk).
NAMES = _words("bergen frosta grane halden hamar hitra modalen nome nore sande troms vega volda")
# Words with no article of their own that look like forms of others.
NO_FORMS = _words("alene alle bedt ber bes ett lar lea media meg sant seg snart svært tvert tør via åtte")
