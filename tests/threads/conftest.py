import pytest

from tests.factories.people import make_member, make_supplier
from tests.factories.threads import make_thread


@pytest.fixture
def inger():
    return make_member("Inger")


@pytest.fixture
def client(signed_in, inger):
    return signed_in(inger)


@pytest.fixture
def thread():
    return make_thread(make_supplier())
