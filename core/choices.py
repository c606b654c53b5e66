from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """The language, and for Norwegian the form, that a piece of content is written in."""

    BOKMAL = "nb", _("Norwegian Bokmål")
    NYNORSK = "nn", _("Norwegian Nynorsk")
    ENGLISH = "en", _("English")
    NORTHERN_SAMI = "se", _("Northern Sámi")


class TermKind(models.TextChoices):
    SERVICE_AREA = "service_area", _("Service area")
    THEME = "theme", _("Theme")
    PHASE = "phase", _("Phase")


class Audience(models.TextChoices):
    """Whom an author publishes for; each becomes one access key."""

    OPEN = "open", _("Everyone")
    MEMBERS = "members", _("Members of the market place")
    ORGANISATION = "org", _("Only my own organisation")
