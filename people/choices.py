from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    SUPPLIER = "supplier", _("Supplier")
    HEALTH_TRUST = "health_trust", _("Health trust")
    PROFESSIONAL_BODY = "professional_body", _("Professional body")
    INTEREST_BODY = "interest_body", _("Interest body")
    RESEARCH = "research", _("Research")
    AUTHORITY = "authority", _("Authority")
    OTHER = "other", _("Other")


class MemberRole(models.TextChoices):
    MEMBER = "member", _("Member")
    KEY_PERSON = "key_person", _("Key person")


class SiteRole(models.TextChoices):
    """What somebody does for the market place itself; each role is a Django group of the same name."""

    EDITOR = "editor", _("Editor")
    MODERATOR = "moderator", _("Moderator")
    PROCUREMENT_OFFICER = "procurement_officer", _("Procurement officer")
    ADMINISTRATOR = "administrator", _("Administrator")
