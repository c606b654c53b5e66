from django.db import models
from django.utils.translation import gettext_lazy as _


class ExperienceArea(models.TextChoices):
    """The phase of life that an experience is from."""

    INNOVATION = "innovation", _("Innovation work")
    PROCUREMENT = "procurement", _("Procurement cooperation")
    IMPLEMENTATION = "implementation", _("Implementation")
    USE = "use", _("Daily use")


class PublishOutcome(models.TextChoices):
    """What happens to a report when its writer is done; the labels stand on the button."""

    PUBLISH = "publish", _("Publish")
    APPROVAL = "approval", _("Send for approval")
    REVIEW = "review", _("Send to a moderator")
