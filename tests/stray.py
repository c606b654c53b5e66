"""What is left of one language on a page in another: outside what is marked as being in its own."""

import re
from functools import cache
from pathlib import Path

import allauth
import django
import polib
import wagtail
import wagtail_localize
from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.text import capfirst

from tests.words import BOKMAL, ENGLISH, NORWEGIAN

ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-label", "data-message", "data-confirm")
FILE = Path("LC_MESSAGES") / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
MAY_STAY = re.compile(r"Markedsplassen|Bokmål|bokmål|Nynorsk|nynorsk|\S+@\S+|https?://\S+|©")
OUT_OF_REACH = {  # words of the admin that no catalogue is asked for, and where they are met
    "Actions": "read aloud at the buttons beside a title",
    "More actions": "read aloud at the button beside «Publiser» where one translates",
    "Bokmål to Nynorsk translation": "a heading where one translates",
    "Bokmål to English translation": "a heading where one translates",
    "Save Selected": "a button of the calendar that is never shown",
    "None": "a count that is empty, and never shown then",
}
FEWEST_LETTERS = 9  # of a pattern; «%(count)s av %(total)s» would match anything


def _catalogues(language):
    libraries = [Path(django.__file__).parent / "conf", Path(allauth.__file__).parent]
    folders = [Path(one) for one in settings.LOCALE_PATHS] + [library / "locale" for library in libraries]
    return [folder / language / FILE for folder in folders if (folder / language / FILE).exists()]


def _said(language):
    for path in _catalogues(language):
        for entry in polib.pofile(str(path)):
            english = [entry.msgid, *([entry.msgid_plural] if entry.msgid_plural else [])]
            yield from english if language == "en" else [entry.msgstr, *entry.msgstr_plural.values()]


@cache
def phrases(language):
    """Return what is said in `language`: whole texts, and one pattern of those that something is filled into."""
    texts = {" ".join(one.split()) for one in _said(language) if one}
    english = {" ".join(entry.msgid.split()) for path in _catalogues("nb") for entry in polib.pofile(str(path))}
    texts = english if language == "en" else texts
    return {one for one in texts if not PLACEHOLDER.search(one)}, _filled(texts)


def _filled(texts):
    """Return a pattern of those of `texts` that something is filled into."""
    filled = [one for one in texts if PLACEHOLDER.search(one)]
    patterns = [one for one in filled if len(re.sub(r"\W", "", PLACEHOLDER.sub("", one))) >= FEWEST_LETTERS]
    parts = (".+?".join(re.escape(part) for part in PLACEHOLDER.split(one)) for one in patterns)
    return re.compile("|".join(f"(?:{part})" for part in parts) or "(?!)")


def texts(html, *, with_head=True):
    """Return what is read or read aloud on a page, without what is marked as being in another language."""
    page = BeautifulSoup(html, "html.parser")
    own = page.html["lang"]
    for element in page.find_all(["script", "style", "textarea", "svg", *([] if with_head else ["head"])]):
        element.decompose()
    for element in page.find_all(lang=True):
        if not element.decomposed and element.name != "html" and element["lang"] != own:
            element.decompose()
    found = [" ".join(text.split()) for text in page.find_all(string=True)]
    for element in page.find_all(True):
        found += [element[name] for name in ATTRIBUTES if element.get(name)]
        if element.name == "input" and element.get("type") in ("submit", "button"):
            found.append(element.get("value", ""))
        if element.name == "meta" and element.get("name") == "description":
            found.append(element["content"])
    return {text for text in found if re.search(r"[^\W\d_]", text)}


def stray(html, *, with_head=True):
    """Return the texts of a page in nynorsk or English that are not in the language the page says it is in."""
    language = BeautifulSoup(html, "html.parser").html["lang"]
    strange = {"nn": BOKMAL, "en": NORWEGIAN}[language]
    others = {"nn": ("nb",), "en": ("nb", "nn")}[language]
    own, _pattern = phrases(language)
    found = set()
    for text in texts(html, with_head=with_head) - own:
        plain = MAY_STAY.sub("", text)
        for other in others:
            whole, pattern = phrases(other)
            if text in whole or pattern.fullmatch(text):
                found.add(text)
        if strange.search(plain):
            found.add(text)
    return {text for text in found if not _same_in_both(text, language)}


def _same_in_both(text, language):
    return bool(phrases(language)[1].fullmatch(text)) and not {"nn": BOKMAL, "en": NORWEGIAN}[language].search(
        MAY_STAY.sub("", text)
    )


def left_in(language, texts):
    """Return those of `texts`, from a screen of the admin in `language`, that are in another language.

    In nynorsk, what libraries say in bokmål may stay; English may not, nor may bokmål of ours. A language is called by
    its own name.
    """
    texts = texts - OUT_OF_REACH.keys() - {"English"}
    whole, filled = _said_otherwise(language)
    otherwise = {text for text in texts if capfirst(text) in whole or filled.fullmatch(text)}
    return otherwise | {text for text in texts if language != "en" and ENGLISH.search(MAY_STAY.sub("", text))}


@cache
def _said_otherwise(language):
    """Return what our catalogues say in other languages, and libraries in English, and nobody says in `language`.

    Whole texts, and a pattern of the English ones that something is filled into.
    """
    own = {code: _translated(settings.LOCALE_PATHS, code) for code in ("nb", "nn")}
    libraries = [Path(one.__file__).parent for one in (django, wagtail, wagtail_localize)]
    folders = [*settings.LOCALE_PATHS, *(folder for one in libraries for folder in one.rglob("locale"))]
    english = _msgids(folders, "en") | _msgids(settings.LOCALE_PATHS, "nb")
    bokmal = _translated(folders, "nb")
    said = {"nb": bokmal, "nn": bokmal - own["nb"] | own["nn"], "en": english}
    others = english.union(*(words for code, words in own.items() if code != language)) - said[language]
    return others, _filled(set() if language == "en" else english & others)


def _entries(folders, code):
    paths = (path for folder in folders for path in (Path(folder) / code).glob("LC_MESSAGES/*.po"))
    return [entry for path in paths for entry in polib.pofile(str(path))]


def _msgids(folders, code):
    return {capfirst(entry.msgid.strip()) for entry in _entries(folders, code)}


def _translated(folders, code):
    return {capfirst(entry.msgstr.strip()) for entry in _entries(folders, code)} - {""}
