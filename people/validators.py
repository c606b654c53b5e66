from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Letters of other alphabets that look like Latin ones, for telling whether two names look the same.
LOOKALIKES = str.maketrans("аеіјорсухѕһԁԛԝαεινορτυχ", "aeijopcyxshdqwaeivoptux")
WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def validate_orgnr(value: str) -> None:
    """Raise unless `value` is nine digits whose last is the check digit.

    Modulo 11, as the Central Coordinating Register for Legal Entities describes it.
    """
    if not (len(value) == 9 and value.isascii() and value.isdigit()):
        raise ValidationError(_("An organisation number has nine digits."))
    check = -sum(int(digit) * weight for digit, weight in zip(value, WEIGHTS, strict=False)) % 11
    if check != int(value[8]):
        raise ValidationError(_("This is not a valid organisation number: the check digit does not fit."))


def looks(name: str) -> str:
    """Return what a name looks like: equal for names that nobody can tell apart on a screen."""
    folded = unicodedata.normalize("NFKC", name).casefold().translate(LOOKALIKES)
    return " ".join(unicodedata.normalize("NFC", folded).split())


def validate_one_alphabet(name: str) -> None:
    """Raise for a word with letters of several alphabets: «аdmin» with a Cyrillic а is not what it seems to be."""
    for word in name.split():
        alphabets = {unicodedata.name(sign, "?").split()[0] for sign in word if sign.isalpha()}
        if len(alphabets & {"LATIN", "CYRILLIC", "GREEK", "FULLWIDTH", "MATHEMATICAL", "CHEROKEE", "ARMENIAN"}) > 1:
            raise ValidationError(_("Use letters of one alphabet in a name."))
    if unicodedata.normalize("NFKC", name) != name:
        raise ValidationError(_("Use plain letters in a name."))
