"""The addresses of an account: whoever asks for what cannot be done is told so."""

import pytest
from allauth.account.models import EmailAddress

from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
ADDRESSES = "/konto/email/"
NOT_YOURS, TOO_SOON = "Velg en av dine egne adresser.", "Vi skrev til denne adressen for et øyeblikk siden."


@pytest.fixture
def inger():
    inger = make_user("Inger")
    EmailAddress.objects.get_or_create(user=inger, email=inger.email, defaults={"verified": True, "primary": True})
    EmailAddress.objects.create(user=inger, email="ny@vest.example")
    return inger


@pytest.mark.parametrize("action", ["action_send", "action_remove", "action_primary"])
@pytest.mark.parametrize("address", ["bente@nord.example", "x", "", "\x00"])
def test_what_is_not_ones_own_is_refused_in_words(action, address, inger, signed_in, mailoutbox):
    make_user("Bente", email="bente@nord.example")
    page = signed_in(inger).post(ADDRESSES, {action: "", "email": address}, follow=True)
    assert NOT_YOURS in page.text
    assert not mailoutbox
    assert inger.emailaddress_set.count() == 2


def test_a_link_is_sent_once_and_whoever_asks_again_at_once_is_asked_to_wait(inger, signed_in, mailoutbox):
    client = signed_in(inger)
    first, second = (client.post(ADDRESSES, {"action_send": "", "email": "NY@vest.example"}, follow=True) for _ in "ab")
    assert TOO_SOON not in first.text
    assert TOO_SOON in second.text
    assert [mail.to for mail in mailoutbox] == [["ny@vest.example"]]


def test_an_address_that_is_removed_or_added_is_not_spoken_of_as_a_strangers(inger, signed_in):
    client = signed_in(inger)
    for values in ({"action_remove": "", "email": "ny@vest.example"}, {"action_add": "", "email": "to@vest.example"}):
        assert NOT_YOURS not in client.post(ADDRESSES, values, follow=True).text
    assert set(inger.emailaddress_set.values_list("email", flat=True)) == {inger.email, "to@vest.example"}
