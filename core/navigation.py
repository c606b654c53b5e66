"""The addresses in the frame of every page, and the colours of the arenas."""

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
    ("/om/sok/", _("How to search")),
    ("/om/tilgjengelighet/", _("Accessibility statement")),
    ("/om/personvern/", _("Privacy statement")),
    ("/om/informasjonskapsler/", _("Cookies")),
    ("/om/kontakt/", _("Contact")),
]

COLORS = {
    "/erfaringer/": "plum",
    "/anskaffelser/": "fjord",
    "/testarena/": "fjord",
    "/veivalg/": "fjord",
    "/arrangementer/": "clay",
    "/horinger/": "clay",
    "/trader/": "moss",
    "/bibliotek/": "ochre",
}


def arena_color(path: str) -> str:
    """Return the colour of the arena that `path` (without the prefix of a language) lies in; green elsewhere."""
    return next((color for arena, color in COLORS.items() if path.startswith(arena)), "primary")
