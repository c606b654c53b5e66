from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkFault(models.TextChoices):
    """Why a link leads nowhere."""

    MISSING = "missing", _("There is nothing at that address")
    UNPUBLISHED = "unpublished", _("The page is not published")
    NO_ADDRESS = "no_address", _("The link has no address")
