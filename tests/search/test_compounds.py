"""Norwegian compounds and their parts.

The judged words were drawn at random from public reports on health services and split by hand; none of them was looked
at when the rules were made.
"""

import pytest

from search.analysis import analyser_for, norwegian
from search.analysis.compounds import split
from search.analysis.lexicon import FILE, Use, lexicon
from search.analysis.lexicon.articles import Article
from search.analysis.lexicon.asides import asides
from search.analysis.lexicon.build import uses
from search.analysis.lexicon.headwords import headwords
from search.analysis.lexicon.synonyms import synonyms
from search.analysis.lexicon.terms import own_terms

COMPOUNDS = """
    anker|selskaper ansvars|oppgaver behandlings|ansvarlig behandlings|forløp brudd|mekanisme bruker|nær bruker|vennlige
    case|studier data|vern del|takere egen|andel egen|verifisering ekspert|syke|husets enkelt|selskaper
    entreprenørskaps|adferd entreprenørskaps|utdanning erfarings|posisjon evaluerings|prosessen fag|prosedyrer
    forbruks|analyser forklarings|kraften forsknings|felt forsknings|innsats forsknings|institutter forsvars|industriens
    forsynings|ansvar følge|forskning gevinst|realisering godkjennings|ordninger grense|overskridende grunn|mur
    gruppe|diskusjon helse|data|service helse|foretaks|reformen helse|relaterte helse|vesen hjemme|oppfølging
    høy|spesialiserte implementerings|prosjekt infrastruktur|pilot|prosjekt innkjøps|organisasjoner innsats|faktor
    integrasjons|jobben interesse|konflikter konsept|utvikling kontekst|forståelse kontrakts|partner
    kontrakts|kapabilitet koordinerings|mekanisme kreditt|muligheter kunnskaps|innhentinger kunnskaps|rike
    kvalifikasjons|krav lande|grenser leder|linjen like|verdighet litteratur|gjennomgang løsnings|forslaget lov|givning
    markeds|aktørene meldings|validatoren mål|setningene nett|verk nærings|rettet omsorgs|sektoren opsjons|prisingen
    organisasjons|former overleverings|problemer pasient|administrative pasient|behandling person|verns|funksjon
    petroleums|næringen politikk|utforming problem|stillinger profesjons|etikk programvare|modell
    prosjekt|gjennomføringen ramme|betingelser ressurs|krevende retts|vitenskapen risiko|løkkene sam|arbeids|tiltak
    sand|kassen server|rom sky|tjenester smitte|vern|utstyr spille|reglene støtte|ordningene suksess|faktor
    syke|hus|sektoren syke|pleiere system|betingelser test|data tids|alder tids|punkt tjeneste|leverandør
    transaksjons|risikoen treff|sikre tung|vekts|teknologi utfordrings|bildet vei|vedlikehold velferds|teknologi
    virksomhets|delen våpen|stasjoner
"""
WHOLE = """
    aktiviteten anerkjenne anskaffes ansvarlige antakelser antropologi arrangere artikkel aspekter autorisering
    avgjørelse avhengig avslutning bedriften begrense begrunnes beskrive bestille besvarelsen betegnelsen betingelser
    betrakter betydning deltagelse dempende dominerer drivende effektene eksempler eksisterer eksportørene eksterne
    etablering evalueringen fellesskap fleksibelt forbedrer forberede foretrekke formulert forordning forutsetning
    frekvens fullstendig funksjonelle geografiske harmonisering hierarkiet historier hyppighet identifisere informasjon
    inkluderer inntekter installasjon involvering kapasitet kategori kognitive kommersielt kommuniseres konkurrenter
    konsentrere kontekst kontrollert koordinerende kostnaden kunnskaper kvalifiserte lanserte ledelsen lederskap
    logistikk metodikk mobilitet momenter nødvendigvis nøkkelen oppdatering parameter partnere planlegge programmer
    prototypen rapporten regional relasjonell reparasjoner ressursen sammenligning scenario sensitiv skalerbar
    spørsmålene strukturelle systematisk teknologisk teoretiske transformasjonene uforutsigbare utdatert utfordringene
    utgifter vanskeligheten varighet versjonen virksomhetens
"""


def places(word):
    """Return where the parts of `word` begin, but the first."""
    return {part.start for part in split(word)[1:]}


def judged(marked):
    """Return a word and where its parts begin, from one written with bars; a link stands before the bar."""
    pieces = marked.split("|")
    return "".join(pieces), {len("".join(pieces[:number])) for number in range(1, len(pieces))}


def test_words_are_split_where_a_reader_would_split_them():
    answers = [
        (places(word), right)
        for word, right in [*map(judged, COMPOUNDS.split()), *((word, set()) for word in WHOLE.split())]
    ]
    found = sum(len(begins) for begins, _right in answers)
    sought = sum(len(right) for _begins, right in answers)
    both = sum(len(begins & right) for begins, right in answers)
    assert both / found >= 0.97
    assert both / sought >= 0.85


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("pasientjournalen", ["pasient", "journalen"]),
        ("sykehusets", ["syke", "husets"]),
        ("arbeidstaker", ["arbeid", "taker"]),
        ("barnehage", ["barn", "hage"]),
        ("logikkonflikt", ["logikk", "konflikt"]),
        ("rammeavtale", ["ramme", "avtale"]),
        ("universitetssykehus", ["universitet", "syke", "hus"]),
        ("bransjerapporter", ["bransje", "rapporter"]),
        ("leverandør", []),
        ("kunnskap", []),
        ("vakt", []),
        ("", []),
        ("xyzxyzxyz", []),
    ],
)
def test_the_parts_of_a_word(word, parts):
    assert [part.word for part in split(word)] == parts


def test_parts_lie_in_the_text_as_it_was_written():
    (token,) = analyser_for("nb").tokens("  Vaktbytte")
    assert [(one.surface, one.start, one.end) for one in token.parts] == [("Vakt", 2, 6), ("bytte", 6, 11)]


def test_acronyms_are_not_split():
    assert analyser_for("nb").form("SKYHUS").parts == ()


def test_what_a_word_may_be_follows_from_its_article():
    marks = uses(
        [
            Article(("hus",), "NOUN", frozenset({"hus", "huset"}), "norr. hús"),
            Article(("eske",), "NOUN", frozenset({"eske", "eska"}), ""),
            Article(("huseske",), "NOUN", frozenset({"huseske"}), "av eske"),
            Article(("innhente",), "VERB", frozenset({"innhente", "innhenter"}), ""),
        ]
    )
    assert marks["hus"] == Use.FIRST | Use.LAST | Use.WHOLE
    assert marks["huseske"] == Use.FIRST | Use.LAST
    assert marks["innhenting"] == Use.FIRST | Use.LAST
    assert marks["innhenter"] == Use.WHOLE


def test_a_form_is_brought_to_its_headword_when_it_is_of_one_word_and_has_another_stem():
    dictionary = [
        Article(("skyve",), "VERB", frozenset({"skyve", "skjøv"}), ""),
        Article(("plan",), "NOUN", frozenset({"plan", "planen"}), ""),
        Article(("overvåking", "overvåkning"), "NOUN", frozenset({"overvåking", "overvåkning"}), ""),
        Article(("bok",), "NOUN", frozenset({"bok", "bøk"}), ""),
        Article(("bøk",), "NOUN", frozenset({"bøk"}), ""),
    ]
    found = headwords(dictionary, norwegian.stem)
    assert found["skjøv"] == "skyve"
    assert found["overvåkning"] == "overvåking"
    assert not {"skyve", "plan", "planen", "overvåking", "bøk"} & set(found)
    assert found["lest"] == "lese", "chosen by hand"


def test_a_word_whose_stem_is_that_of_others_by_chance_is_its_own_term():
    dictionary = [
        Article(("kamera",), "NOUN", frozenset({"kamera", "kameraet"}), ""),
        Article(("kam",), "NOUN", frozenset({"kam", "kammen"}), ""),
        Article(("demens",), "NOUN", frozenset({"demens", "demensen"}), ""),
        Article(("føre",), "VERB", frozenset({"føre", "fører", "før"}), ""),
        Article(("fører",), "NOUN", frozenset({"fører", "føreren"}), ""),
        Article(("stemmer",), "NOUN", frozenset({"stemmer", "stemmeren"}), ""),
        Article(("stemme",), "VERB", frozenset({"stemme", "stemmer"}), ""),
    ]
    found = own_terms(dictionary, norwegian.stem, {"dem", "før"})
    assert found["kameraet"] == "kamera"
    assert found["demensen"] == "demens"
    assert found["føreren"] == found["fører"] == "føre"
    assert not {"kam", "kammen", "før", "stemmer", "stemmeren"} & set(found), "their stems tell them, or are meant"


def test_a_word_has_as_synonyms_the_single_words_it_is_explained_by():
    dictionary = [
        Article(("doktor",), "NOUN", frozenset({"doktor", "doktoren"}), "", ("lege", "person som har tatt graden")),
        Article(("lege",), "NOUN", frozenset({"lege", "legen"}), "", ("person med eksamen; som etterledd: overlege",)),
        Article(("lek",), "ADJ", frozenset({"lek", "leke", "lege"}), "", ("ulærd",)),
        Article(("ulærd",), "ADJ", frozenset({"ulærd"}), "", ("som ikke er lærd",)),
        Article(("diabetes",), "NOUN", frozenset({"diabetes"}), "", ()),
        Article(("sukkersyke",), "NOUN", frozenset({"sukkersyke"}), "", ("foreld betegnelse for diabetes",)),
        Article(("bistå",), "VERB", frozenset({"bistå", "bistår"}), "", ("(om lov:) hjelpe, støtte; kunne",)),
        Article(("hjelpe",), "VERB", frozenset({"hjelpe"}), "", ("gi hjelp",)),
        Article(("hjelping",), "NOUN", frozenset({"hjelping"}), "", ("det å hjelpe",)),
        Article(("støtte",), "NOUN", frozenset({"støtte"}), "", ("hjelp",)),
        Article(("kunne",), "VERB", frozenset({"kunne"}), "", ()),
        Article(("overlege",), "NOUN", frozenset({"overlege"}), "", ("lege",)),
    ]
    assert synonyms(dictionary, {"kunne"}) == {
        "doktor": "lege",
        "doktoren": "lege",
        "lek": "ulærd",
        "leke": "ulærd",
        "sukkersyke": "diabetes",
        "bistå": "hjelpe",
        "bistår": "hjelpe",
    }, "a verb is no noun, a function word says nothing, and a part is found anyhow"


def test_a_verbal_noun_that_is_in_no_article_is_explained_by_its_verb():
    dictionary = [
        Article(("låse",), "VERB", frozenset({"låse", "låser"}), "", ()),
        Article(("måle",), "VERB", frozenset({"måle", "måler"}), "", ()),
        Article(("måling",), "NOUN", frozenset({"måling", "målingen"}), "", ("det å måle",)),
    ]
    assert synonyms(dictionary, ()) == dict.fromkeys(("låsing", "låsingen", "låsinga", "låsinger", "låsingene"), "låse")


def test_forms_of_everything_but_nouns_are_asides():
    dictionary = [
        Article(("vise",), "VERB", frozenset({"vise", "viser", "viste"}), ""),
        Article(("viser",), "NOUN", frozenset({"viser", "viseren"}), ""),
        Article(("dermed",), "ADV", frozenset({"dermed"}), ""),
    ]
    assert asides(dictionary) == {"vise", "viste", "dermed"}


@pytest.mark.parametrize(
    ("word", "names_nothing"),
    [
        ("digitale", True),
        ("brukervennlig", True),
        ("kanskje", True),
        ("journal", False),
        ("velger", False),
        ("journalsystemet", False),
        ("ukjentord", False),
        ("epj", False),
    ],
)
def test_words_that_name_nothing(word, names_nothing):
    assert norwegian.is_aside(word) is names_nothing


def test_the_lexicon_is_small():
    assert len(lexicon().words()) > 300_000
    assert FILE.stat().st_size < 4_000_000
