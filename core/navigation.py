"""The addresses in the frame of every page."""

from django.utils.translation import gettext_lazy as _

ARENAS = [
    ("/innovasjon/", _("Innovation")),
    ("/erfaringer/", _("Experiences")),
    ("/anskaffelser/", _("Procurement")),
    ("/arrangementer/", _("Events")),
    ("/trader/", _("Threads")),
    ("/bibliotek/", _("Library")),
]

FOOTER = [
    ("/om/", _("About the market place")),
    ("/om/tilgjengelighet/", _("Accessibility")),
    ("/om/personvern/", _("Privacy statement")),
    ("/om/kontakt/", _("Contact")),
]
