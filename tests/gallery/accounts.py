"""The pages of the account: signing up and in, passwords, addresses, sessions, and the second step."""

from __future__ import annotations

from home.demo.people import PASSWORD
from tests.gallery.people import ARNE, INGER, KRISTIN, SYNNOVE, THOMAS, WENCHE
from tests.gallery.scene import OTHERS, Scene, Step

NEWCOMER = "aslaug@innbygger.example"
LOGIN, SIGNUP, RESET, EMAIL = "/konto/login/", "/konto/signup/", "/konto/password/reset/", "/konto/email/"
CONFIRM, NEW_PASSWORD = (
    "/konto/^confirm-email/(?P<key>[-:\\w]+)/$",
    "/konto/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
)
CHANGE, AGAIN, AGAIN_2FA = "/konto/password/change/", "/konto/reauthenticate/", "/konto/2fa/reauthenticate/"
TOTP, KEYS, KEY = "/konto/2fa/totp/activate/", "/konto/2fa/webauthn/", "/konto/2fa/webauthn/add/"
CODES, NEW_CODES = "/konto/2fa/recovery-codes/", "/konto/2fa/recovery-codes/generate/"
OFF = "/konto/2fa/totp/deactivate/"
ASKS: tuple[Step, ...] = (("confirms_password",),)

ACCOUNT_PAGES = [
    Scene("login", LOGIN, LOGIN, languages=OTHERS),
    Scene(
        "login-wrong",
        LOGIN,
        LOGIN,
        do=(("writes", "E-post", ARNE), ("writes", "Passord", "feil"), ("presses", "Logg inn")),
    ),
    Scene("signup", SIGNUP, SIGNUP, languages=OTHERS),
    Scene("signup-wrong", SIGNUP, SIGNUP, do=(("writes", "Passord", "kort"), ("presses", "Lag konto"))),
    Scene(
        "signup-sent",
        SIGNUP,
        "/konto/confirm-email/",
        do=(
            ("writes", "Fornavn", "Áslaug"),
            ("writes", "E-post", NEWCOMER),
            ("writes", "Passord", PASSWORD),
            ("presses", "Lag konto"),
        ),
        fresh=True,
    ),
    Scene("confirm", "/", CONFIRM, do=(("follows_mail", NEWCOMER, "ekreft"),), fresh=True),
    Scene("confirmed", "/", LOGIN, do=(("follows_mail", NEWCOMER, "ekreft"), ("presses", "Bekreft")), fresh=True),
    Scene("confirm-old", "/konto/confirm-email/utgatt/", CONFIRM),
    Scene("reset", RESET, RESET, languages=OTHERS),
    Scene("reset-wrong", RESET, RESET, do=(("presses", "Send meg en lenke"),)),
    Scene(
        "reset-sent",
        RESET,
        "/konto/password/reset/done/",
        do=(("writes", "E-post", NEWCOMER), ("presses", "Send meg en lenke")),
    ),
    Scene("new-password", "/", NEW_PASSWORD, do=(("follows_mail", NEWCOMER, "assord"),), fresh=True),
    Scene(
        "new-password-wrong",
        "/",
        NEW_PASSWORD,
        do=(
            ("follows_mail", NEWCOMER, "assord"),
            ("writes", "Nytt passord", "kort"),
            ("writes", "Nytt passord (en gang til)", "annet"),
            ("presses", "Endre passord"),
        ),
        fresh=True,
    ),
    Scene("new-password-old", "/konto/password/reset/key/1-utgatt/", NEW_PASSWORD),
    Scene("new-password-done", "/konto/password/reset/key/done/", "/konto/password/reset/key/done/"),
    Scene("inactive", "/konto/inactive/", "/konto/inactive/"),
    Scene("email", EMAIL, EMAIL, INGER, languages=OTHERS),
    Scene(
        "email-wrong", EMAIL, EMAIL, INGER, (("writes", "E-post", "ikke en adresse"), ("presses", "Legg til adressen"))
    ),
    Scene("change-password", CHANGE, CHANGE, INGER, languages=OTHERS),
    Scene(
        "change-password-wrong",
        CHANGE,
        CHANGE,
        INGER,
        (("writes", "Passordet du har nå", "feil"), ("presses", "Endre passord")),
    ),
    Scene("sessions", "/konto/sessions/", "/konto/sessions/", INGER, languages=OTHERS),
    Scene("logout", "/konto/logout/", "/konto/logout/", INGER, languages=OTHERS),
    Scene("again", AGAIN, AGAIN, INGER, languages=OTHERS),
    Scene("again-wrong", AGAIN, AGAIN, INGER, (("writes", "Passord", "feil"), ("presses", "Bekreft"))),
]

TWO_STEPS = [
    Scene("two-steps", "/konto/2fa/", "/konto/2fa/", INGER, languages=OTHERS),
    Scene("two-steps-on", "/konto/2fa/", "/konto/2fa/", SYNNOVE),
    Scene("totp", TOTP, TOTP, KRISTIN, ASKS, fresh=True),
    Scene(
        "totp-wrong",
        TOTP,
        TOTP,
        KRISTIN,
        (*ASKS, ("writes", "Kode fra autentiseringsappen", "000000"), ("presses", "Slå på")),
        fresh=True,
    ),
    Scene(
        "totp-on",
        TOTP,
        CODES,
        "lars@brukerlaget.example",
        (*ASKS, ("writes_own_code", "Kode fra autentiseringsappen"), ("presses", "Slå på")),
        fresh=True,
    ),
    Scene("totp-off", OFF, OFF, THOMAS, ASKS, fresh=True),
    Scene("codes-new", NEW_CODES, NEW_CODES, WENCHE, ASKS, fresh=True),
    Scene("keys", KEYS, KEYS, INGER),
    Scene("key-add", KEY, KEY, KRISTIN, ASKS, fresh=True),
    Scene("again-code", AGAIN_2FA, AGAIN_2FA, SYNNOVE, languages=OTHERS),
    Scene("again-code-wrong", AGAIN_2FA, AGAIN_2FA, SYNNOVE, (("writes", "Kode", "000000"), ("presses", "Bekreft"))),
    Scene(
        "second-step",
        LOGIN,
        "/konto/2fa/authenticate/",
        do=(("writes", "E-post", SYNNOVE), ("writes", "Passord", PASSWORD), ("presses", "Logg inn")),
        fresh=True,
    ),
    Scene(
        "second-step-wrong",
        LOGIN,
        "/konto/2fa/authenticate/",
        do=(
            ("writes", "E-post", SYNNOVE),
            ("writes", "Passord", PASSWORD),
            ("presses", "Logg inn"),
            ("writes", "Kode", "000000"),
            ("presses", "Logg inn"),
        ),
        fresh=True,
    ),
]
