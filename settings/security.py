"""What keeps readers and members safe; the reasons stand in docs/operations.md."""

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "first_name", "last_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60

SESSION_ENGINE = "people.sessions"
# Never in the session: reading a message would write.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
# Wagtail lifts it from its preview, the one page that is shown in a frame.
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# No 'unsafe-*' and no nonce on the public site: a page must be the same for everybody to be cached.
CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# The editor shows the page being written in a frame, and what is missing before it can.
PREVIEW_CONTENT_SECURITY_POLICY = {**CONTENT_SECURITY_POLICY, "frame-ancestors": "'self'"}
# Wagtail's editor writes inline scripts and styles.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY,
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'self' blob:",
    "frame-ancestors": "'self'",
    "base-uri": "'self'",
}
# What people have uploaded runs nothing, loads nothing and is nobody when it is opened by itself.
UPLOADED_FILES = ("/media/", "/dokumenter/")
FILE_CONTENT_SECURITY_POLICY = {"default-src": "'none'", "frame-ancestors": "'none'", "sandbox": ""}
PERMISSIONS_POLICY = ", ".join(
    f"{power}=()"
    for power in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)

# How often somebody may do what can be abused: most times, seconds. Members are counted by person, whoever else comes
# from the same address; readers by address, which a whole municipality may share. LIMITS_TIMES makes them wider.
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
LIMITS = {
    "comment": [(20, 10 * MINUTE), (200, DAY)],
    "comment.newcomer": [(5, DAY)],
    "page": [(15, HOUR), (50, DAY)],
    "page.newcomer": [(3, DAY)],
    "edit": [(300, HOUR)],
    "typing": [(120, MINUTE)],  # what is kept and previewed while one writes
    "registration": [(60, HOUR)],
    "upload": [(300, HOUR)],
    "challenge": [(60, MINUTE)],
    "rescue": [(60, HOUR), (200, DAY)],  # texts of readers who are not signed in any longer
    "search": [(600, MINUTE)],
    "suggest": [(3000, MINUTE)],
}
