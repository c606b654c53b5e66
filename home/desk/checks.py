"""What an editor should look at before an article is published: headings, pictures, links, plain language.

The same checks stand in the report of the desk and in the message after publishing; Wagtail's checker in the editor has
those that a browser can see (`checker`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from core.choices import Language
from home.models import ArticlePage

from .links import links_of

# Words that say nothing of where a link leads, however many of them stand together.
VAGUE = {"her", "mer", "meir", "les", "lese", "lesa", "se", "sjå", "klikk", "trykk", "denne", "dette", "siden"}
VAGUE |= {"sida", "lenke", "lenka", "lenkje", "lenkja", "videre", "vidare", "og", "om", "på", "for", "å"}
VAGUE |= {"here", "click", "link", "read", "see", "more", "this", "page", "about", "and", "to", "on", "the"}
LETTER = "A-Za-zÀ-ÖØ-öø-\u1fff\u2c00-\u2dff\u3040-\ud7ff"  # between them lies punctuation
_ANY_CASE = "|".join("".join(f"[{sign}{sign.upper()}]" for sign in word) for word in sorted(VAGUE))
# A link that is called this says too little: vague words only, no word at all, or an address. It means the same in the
# browser, to which no flags can be given.
SAYS_LITTLE = f"^(?:(?:https?:|www[.]).*|[^{LETTER}]*(?:(?:{_ANY_CASE})(?:[^{LETTER}]+|$))*)$"
# Words of one form of Norwegian that the other does not have.
BOKMAL = {
    "ikke",
    "jeg",
    "noen",
    "hvordan",
    "hvor",
    "hva",
    "hvis",
    "fra",
    "mye",
    "bare",
    "også",
    "være",
    "kommer",
    "uke",
}
NYNORSK = {
    "ikkje",
    "eg",
    "nokon",
    "korleis",
    "kvar",
    "kva",
    "viss",
    "frå",
    "mykje",
    "berre",
    "òg",
    "vere",
    "kjem",
    "veke",
}
FORMS = {Language.BOKMAL: (BOKMAL, NYNORSK), Language.NYNORSK: (NYNORSK, BOKMAL)}
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:](?:\s|$)|\n")
LONG_WORD = 6  # letters; a longer word counts as long in LIX
HEAVY_LIX = 45
FEWEST_WORDS = 100  # below that, neither LIX nor the form of Norwegian can be told
FEWEST_MARKERS = 3


def lix(text: str) -> int:
    """Return the readability of `text`: words in a sentence plus per cent long words (Björnsson 1968)."""
    words = WORD.findall(text)
    if not words:
        return 0
    sentences = max(1, len([one for one in SENTENCE_END.split(text) if WORD.search(one)]))
    return round(len(words) / sentences + 100 * sum(len(word) > LONG_WORD for word in words) / len(words))


def looks_like_other_form(text: str, language: str) -> bool:
    """Tell whether a Norwegian text has more words of the other form than of the one it is marked with."""
    if language not in FORMS:
        return False
    counts = Counter(word.lower() for word in WORD.findall(text))
    own, other = (sum(counts[word] for word in words) for words in FORMS[Language(language)])
    return other >= FEWEST_MARKERS and other > own


def findings(page: ArticlePage) -> list[str]:
    """Return what an editor should look at, one sentence for each; nothing when all is well."""
    text = page.search_body()
    found = [*_headings(page), *_pictures(page), *_links(page)]
    if not page.summary:
        found.append(_("There is no summary; it is shown in lists and in searches."))
    if len(WORD.findall(text)) >= FEWEST_WORDS and (score := lix(_as_sentences(page))) > HEAVY_LIX:
        found.append(
            _("The text is heavy to read (LIX %(score)s; below %(limit)s is better). Shorten the longest sentences.")
            % {"score": score, "limit": HEAVY_LIX}
        )
    if looks_like_other_form(text, page.language):
        found.append(_("The text does not look like %(language)s.") % {"language": page.get_language_display()})
    return found


def _as_sentences(page: ArticlePage) -> str:
    """Return the running text, each block a line of its own, so that headings and list items end their sentences."""
    lines = page.body.stream_block.get_searchable_content(page.body)
    return "\n".join(str(line) for line in lines)


def _headings(page: ArticlePage) -> list[str]:
    found, before = [], 1
    for block in page.body:
        if block.block_type != "heading":
            continue
        level = int(block.value["level"])
        if level > before + 1:
            found.append(_("The heading “%(text)s” skips a level.") % {"text": block.value["text"]})
        before = level
    return found


def _pictures(page: ArticlePage) -> list[str]:
    images: list[tuple[Any, str, bool]] = [
        (image, getattr(image, "contextual_alt_text", "") or "", bool(getattr(image, "decorative", False)))
        for image in (block.value["image"] for block in page.body if block.block_type == "figure")
    ]
    if page.lead_image_id:
        images.append((page.lead_image, page.lead_image_alt, False))
    told = _("The picture “%(title)s” has no text for those who cannot see it.")
    return [
        told % {"title": image.title} for image, alt, is_decoration in images if image and not alt and not is_decoration
    ]


def _links(page: ArticlePage) -> list[str]:
    told = _("The link “%(text)s” does not say where it leads.")
    # A telephone number says all there is to say.
    texts = [link.text for link in links_of(page) if link.address and not link.href.startswith("tel:")]
    return [told % {"text": text} for text in dict.fromkeys(texts) if re.match(SAYS_LITTLE, text)]
