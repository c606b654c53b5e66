from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret


def give_second_factor(user):
    """Without one, nobody is let into the admin."""
    if user is not None:
        TOTP.activate(user, generate_totp_secret())
