from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeType(models.TextChoices):
    """What a notice is for; the groups that eForms calls planning, competition, result and change."""

    PLANNED = "planned", _("Prior information notice")
    QUALIFICATION = "qualification", _("Qualification")
    COMPETITION = "competition", _("Competition")
    AWARD = "award", _("Award notice")
    CHANGE = "change", _("Change notice")


class NoticeStatus(models.TextChoices):
    """Whether answers are still taken; it follows from dates and is stored nowhere."""

    OPEN = "open", _("Open for answers")
    CLOSED = "closed", _("No longer open")
