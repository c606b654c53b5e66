from django.db import models
from django.utils.translation import gettext_lazy as _


class IdeaKind(models.TextChoices):
    NEED = "need", _("Need")
    IDEA = "idea", _("Idea")
