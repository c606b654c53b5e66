"""Clients at the desk."""

from django.test import Client

from tests.factories.people import make_staff
from tests.factories.staff import prove_second_factor


def at_the_desk(role="editor", name="Synnøve"):
    user, client = make_staff(name, role), Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    prove_second_factor(client, user)
    client.user = user
    return client
