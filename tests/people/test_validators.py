import pytest
from django.core.exceptions import ValidationError

from people.validators import validate_orgnr

pytestmark = pytest.mark.database_free

# Made up: the series in use begin with 8 and 9.
VALID = ["100000008", "123456785", "200000005", "111111111"]
INVALID = ["123456784", "123456786", "213456785", "100000000", "111111112", "123456795"]
NO_NUMBER = [
    "",
    "12345678",
    "1234567850",
    "12345678a",
    "123 456 785",
    "-12345678",
    "12345678٥",
    "１２３４５６７８５",
    "12345678\n",
    "\x00" * 9,
]


@pytest.mark.parametrize("number", VALID)
def test_a_number_whose_check_digit_fits_is_accepted(number):
    validate_orgnr(number)


@pytest.mark.parametrize("number", INVALID)
def test_a_number_whose_check_digit_does_not_fit_is_refused(number):
    with pytest.raises(ValidationError):
        validate_orgnr(number)


@pytest.mark.parametrize("number", NO_NUMBER)
def test_what_is_not_nine_digits_is_refused(number):
    with pytest.raises(ValidationError):
        validate_orgnr(number)


def reference_check_digit(first_eight):
    """The rule as it is told: weigh, add, divide by eleven, take the rest from eleven; 11 is 0, 10 is no number."""
    rest = sum(int(digit) * weight for digit, weight in zip(first_eight, [3, 2, 7, 6, 5, 4, 3, 2], strict=True)) % 11
    return 0 if rest == 0 else 11 - rest


def accepted(number):
    try:
        validate_orgnr(number)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("first", range(10_000_000, 10_000_400, 7))
def test_one_check_digit_at_most_fits(first):
    right = reference_check_digit(str(first))
    fitting = [digit for digit in range(10) if accepted(f"{first}{digit}")]
    assert fitting == ([] if right == 10 else [right])


def test_every_slip_of_one_digit_and_every_swap_of_neighbours_is_found():
    number = "123456785"
    slips = {number[:place] + str(digit) + number[place + 1 :] for place in range(9) for digit in range(10)} - {number}
    swaps = {number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(8)} - {number}
    assert not [one for one in slips | swaps if accepted(one)]
