from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

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
