import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled


def give_second_factor(user):
    """Set up two-step verification; the session has not used it yet."""
    return TOTP.activate(user, generate_totp_secret())


def prove_second_factor(client, user):
    """Set it up, and let the session of `client` have passed it; without that, nobody is let into the admin."""
    if user is None:
        return
    if not is_mfa_enabled(user):
        give_second_factor(user)
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session.save()
