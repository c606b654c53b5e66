from .journal import AuditEntry, AuditSeal, EventEntry
from .media import SiteDocument, SiteImage, SiteRendition
from .outbox import OutgoingMail, SearchChange, SentForm, UnsentForm
from .pages import BasePage, BasePageManager, BasePageQuerySet, Classified
from .state import PageState
from .taxonomy import Term

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "BasePage",
    "BasePageManager",
    "BasePageQuerySet",
    "Classified",
    "EventEntry",
    "OutgoingMail",
    "PageState",
    "SearchChange",
    "SentForm",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "Term",
    "UnsentForm",
]
