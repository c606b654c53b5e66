"""Everything that people meet, in groups: the pages here, the forms in modules of their own."""

from __future__ import annotations

from tests.gallery.accounts import ACCOUNT_PAGES, TWO_STEPS
from tests.gallery.comments import COMMENTS
from tests.gallery.events import EVENT_FORMS
from tests.gallery.forms import FORMS
from tests.gallery.people import ARNE, AUDUN, ELLEN, INGER, KRISTIN, MAGNUS, MARTE, RUTH, SYNNOVE
from tests.gallery.places import EVENT, EXPERIENCE, FULL_EVENT, IDEA, LONG_THREAD, NOTICE, THREAD, WORKSHOP
from tests.gallery.scene import OTHERS, Scene
from tests.gallery.writing import WRITING

LISTS = [
    Scene("ideas", "/innovasjon/", "arena.IdeaIndexPage", languages=OTHERS),
    Scene("ideas-member", "/innovasjon/", "arena.IdeaIndexPage", INGER),
    Scene("ideas-filtered", "/innovasjon/?type=need&fase=forsta", "arena.IdeaIndexPage", languages=OTHERS),
    Scene("ideas-none", "/innovasjon/?tema=sarbehandling&org=vest", "arena.IdeaIndexPage", languages=OTHERS),
    Scene("ideas-last", "/innovasjon/", "arena.IdeaIndexPage", do=(("follows", "Neste side"),) * 2),
    Scene("experiences", "/erfaringer/", "cases.ExperienceIndexPage", languages=OTHERS),
    Scene("experiences-key-person", "/erfaringer/", "cases.ExperienceIndexPage", ELLEN),
    Scene("experiences-none", "/erfaringer/?fase=laere&org=sar", "cases.ExperienceIndexPage"),
    Scene("events", "/arrangementer/", "events.EventIndexPage", languages=OTHERS),
    Scene("market", "/anskaffelser/", "market.MarketIndexPage", languages=OTHERS),
    Scene("notices", "/anskaffelser/kunngjoringer/", "market.MarketIndexPage kunngjoringer/", languages=OTHERS),
    Scene("suppliers", "/anskaffelser/leverandorer/", "market.MarketIndexPage leverandorer/", languages=OTHERS),
    Scene("threads", "/trader/", "threads.ThreadIndexPage", languages=OTHERS),
    Scene("threads-last", "/trader/", "threads.ThreadIndexPage", do=(("follows", "Neste side"),)),
    Scene("library", "/bibliotek/", "home.ArticleIndexPage", languages=OTHERS),
    Scene("organisations", "/organisasjoner/", "/organisasjoner/", languages=OTHERS),
    Scene("about", "/om/", "home.ArticleIndexPage", languages=OTHERS),
    Scene("menu", "/trader/", "threads.ThreadIndexPage", INGER, (("opens_menu", "Meny"),), narrow=True),
    Scene("menu-visitor", "/trader/", "threads.ThreadIndexPage", do=(("opens_menu", "Meny"),), narrow=True),
    Scene(
        "filters",
        "/innovasjon/",
        "arena.IdeaIndexPage",
        do=(("opens_first", "Filtre"), ("opens", "Flere valg for organisasjon")),
        narrow=True,
    ),
]

PAGES = [
    Scene("front", "/", "home.HomePage", languages=OTHERS),
    Scene("front-member", "/", "home.HomePage", INGER),
    Scene("front-newcomer", "/", "home.HomePage", KRISTIN),
    Scene("idea", IDEA, "arena.IdeaPage", languages=OTHERS),
    Scene("idea-owner", IDEA, "arena.IdeaPage", INGER),
    Scene("idea-supplier", IDEA, "arena.IdeaPage", ARNE),
    Scene("experience", EXPERIENCE, "cases.ExperiencePage", languages=OTHERS),
    Scene("experience-owner", EXPERIENCE, "cases.ExperiencePage", ELLEN),
    Scene("event", EVENT, "events.EventPage", languages=OTHERS),
    Scene("event-registered", EVENT, "events.EventPage", MAGNUS),
    Scene("event-owner", EVENT, "events.EventPage", AUDUN),
    Scene("event-full", FULL_EVENT, "events.EventPage", INGER),
    Scene("event-agenda", WORKSHOP, "events.EventPage", KRISTIN, languages=("en",)),
    Scene("event-over", "/arrangementer/medisindispensere-seks-kommuner-sammenligner-tall/", "events.EventPage"),
    Scene("notice", NOTICE, "market.MarketIndexPage kunngjoringer/<slug:slug>/", languages=OTHERS),
    Scene(
        "notice-awarded",
        "/anskaffelser/kunngjoringer/tildeling-trygghetsalarmer-i-nord-kommune/",
        "market.MarketIndexPage kunngjoringer/<slug:slug>/",
    ),
    Scene(
        "supplier",
        "/anskaffelser/leverandorer/sar/",
        "market.MarketIndexPage leverandorer/<slug:slug>/",
        languages=OTHERS,
    ),
    Scene("organisation", "/organisasjoner/vest/", "/organisasjoner/<slug:slug>/", languages=OTHERS),
    Scene("organisation-supplier", "/organisasjoner/sar/", "/organisasjoner/<slug:slug>/"),
    Scene("thread", THREAD, "threads.ThreadPage", languages=OTHERS),
    Scene("thread-long", LONG_THREAD, "threads.ThreadPage", INGER),
    Scene("article", "/bibliotek/slik-deltar-du/", "home.ArticlePage", languages=OTHERS),
    Scene("article-long", "/bibliotek/hva-vi-har-laert-om-medisindispensere/", "home.ArticlePage"),
    Scene("report", "/bibliotek/digital-hjemmeoppfolging-i-bjorkdalen/", "home.ArticlePage"),
    Scene("chapter", "/bibliotek/digital-hjemmeoppfolging-i-bjorkdalen/2-hva-vi-provde/", "home.ArticlePage"),
    Scene("report-short", "/bibliotek/temadag-om-trygg-utskriving/", "home.ArticlePage"),
    Scene("accessibility", "/om/tilgjengelighet/", "home.ArticlePage", languages=("nn",)),
    Scene("privacy", "/om/personvern/", "home.ArticlePage"),
    Scene("how-to-search", "/om/sok/", "home.ArticlePage", languages=OTHERS),
    Scene("contact", "/om/kontakt/", "home.ArticlePage"),
]

SEARCH = [
    Scene("search", "/sok/", "/sok/", languages=OTHERS),
    Scene("search-hits", "/sok/?q=sår", "/sok/", languages=OTHERS),
    Scene("search-filtered", "/sok/?q=medisindispenser&type=idea&tema=legemidler", "/sok/", languages=("en",)),
    Scene("search-corrected", "/sok/?q=medisindispensr", "/sok/", languages=OTHERS),
    Scene("search-partial", "/sok/?q=romskip", "/sok/", languages=OTHERS),
    Scene("search-none", "/sok/?q=trampoliner", "/sok/", languages=OTHERS),
    Scene("search-last", "/sok/?q=innkjøp", "/sok/", do=(("follows", "Neste side"),)),
    Scene(
        "search-filters",
        "/sok/?q=kommune",
        "/sok/",
        do=(("opens_first", "Filtre"), ("opens", "Flere valg for organisasjon")),
        narrow=True,
    ),
]

MY_PAGE = [
    Scene("my-page", "/min-side/", "/min-side/", INGER, languages=OTHERS),
    Scene("my-page-pages", "/min-side/sider/", "/min-side/sider/", INGER, languages=OTHERS),
    Scene("my-page-pages-none", "/min-side/sider/", "/min-side/sider/", KRISTIN, languages=OTHERS),
    Scene("my-page-comments-none", "/min-side/innlegg/", "/min-side/innlegg/", KRISTIN),
    Scene("my-page-comments", "/min-side/innlegg/", "/min-side/innlegg/", INGER, languages=OTHERS),
    Scene("my-page-key-person", "/min-side/", "/min-side/", ELLEN),
    Scene("my-page-approves", "/min-side/", "/min-side/", "ragnhild@god.example"),
    Scene("my-page-author", "/min-side/", "/min-side/", MARTE),
    Scene("my-page-newcomer", "/min-side/", "/min-side/", RUTH),
    Scene("my-page-citizen", "/min-side/", "/min-side/", KRISTIN, languages=OTHERS),
    Scene("my-page-supplier", "/min-side/", "/min-side/", ARNE),
    Scene("my-page-editor", "/min-side/", "/min-side/", SYNNOVE),
    Scene(
        "draft",
        "/min-side/",
        "/min-side/utkast/<id:pk>/",
        MARTE,
        (("follows", "Felles navn på sårtyper"),),
    ),
    Scene(
        "draft-withdrawn",
        "/min-side/",
        "/min-side/utkast/<id:pk>/",
        "terje@bra.example",
        (("follows", "Nettbrett til alle beboere på sykehjemmet"),),
    ),
]

ERRORS = [
    Scene("not-found", "/finnes/ikke/", "404.html", status=404, languages=OTHERS),
    Scene("not-found-member", "/finnes/ikke/", "404.html", INGER, status=404),
    Scene(
        "withdrawn",
        "/innovasjon/nettbrett-til-alle-beboere/",
        "410.html",
        status=410,
        languages=OTHERS,
    ),
    Scene("refused", "/arrangementer/nytt/", "403.html", ARNE, status=403, languages=OTHERS),
    Scene("refused-citizen", "/innovasjon/del/", "403.html", KRISTIN, status=403),
    Scene("unreadable", "/", "400.html", do=(("meets", "400.html"),)),
    Scene("too-large", "/", "413.html", do=(("meets", "413.html"),)),
    Scene("too-often", "/", "429.html", do=(("meets", "429.html"),)),
    Scene("broken", "/", "500.html", do=(("meets", "500.html"),)),
    Scene("maintenance", "/", "503.html", do=(("meets", "503.html"),)),
    Scene(
        "not-sent",
        "/konto/password/reset/",
        "403_csrf.html",
        do=(("loses_cookies",), ("presses", "Send meg en lenke")),
        fresh=True,
    ),
]

PRINTED = [
    Scene("printed-idea", IDEA, "arena.IdeaPage", media="print"),
    Scene("printed-ideas", "/innovasjon/", "arena.IdeaIndexPage", media="print"),
    Scene("printed-experience", EXPERIENCE, "cases.ExperiencePage", media="print"),
    Scene("printed-event", WORKSHOP, "events.EventPage", media="print"),
    Scene("printed-notice", NOTICE, "market.MarketIndexPage kunngjoringer/<slug:slug>/", media="print"),
    Scene("printed-article", "/bibliotek/slik-deltar-du/", "home.ArticlePage", media="print"),
    Scene("printed-thread", THREAD, "threads.ThreadPage", media="print"),
    Scene("printed-search", "/sok/?q=sår", "/sok/", media="print"),
]

GROUPS: dict[str, list[Scene]] = {
    "Pages": PAGES,
    "Lists": LISTS,
    "Search": SEARCH,
    "Forms": FORMS,
    "Writing": WRITING,
    "Events": EVENT_FORMS,
    "Comments": COMMENTS,
    "My page": MY_PAGE,
    "Account": ACCOUNT_PAGES,
    "Two steps": TWO_STEPS,
    "Errors": ERRORS,
    "Printed": PRINTED,
}
SCENES = [scene for group in GROUPS.values() for scene in group]
