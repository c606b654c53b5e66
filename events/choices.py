from django.db import models
from django.utils.translation import gettext_lazy as _


class AgendaKind(models.TextChoices):
    TALK = "talk", _("Talk")
    DISCUSSION = "discussion", _("Discussion")
    GROUP_WORK = "group_work", _("Group work")
    BREAK = "break", _("Break")


class When(models.TextChoices):
    """Whether an event is over; the values stand in addresses."""

    COMING = "kommende", _("Coming")
    PAST = "tidligere", _("Past")


class Attendance(models.TextChoices):
    """How one takes part; the values stand in addresses."""

    ON_SITE = "sted", _("On site")
    ONLINE = "nett", _("Online")
    BOTH = "begge", _("On site or online")


class RegistrationStatus(models.TextChoices):
    """What follows from the dates of an event, its capacity and those who are registered; stored nowhere."""

    OPEN = "open", _("Open for registration")
    FULL = "full", _("Full")
    CLOSED = "closed", _("Registration closed")
    OVER = "over", _("Over")
