from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel

from core.admin_forms import SnippetAdminForm
from core.alphabet import SortKeyField
from core.choices import Language
from core.clock import now
from core.text import fold

from .choices import MemberRole, OrganisationKind
from .validators import looks, validate_one_alphabet, validate_orgnr

ORGANISATIONS = "/organisasjoner/"


class UserQuerySet(models.QuerySet):
    def with_email(self, email: str) -> UserQuerySet:
        return self.filter(email=fold(email))


class PeopleManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc] # made at run time by Django
    def _create_user(self, username: Any, email: str, password: str | None, **extra: Any) -> User:  # type: ignore[override] # there are no user names
        user = self.model(email=fold(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:  # type: ignore[override] # there are no user names
        return self._create_user(None, email, password, **extra)

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:  # type: ignore[override] # there are no user names
        return self._create_user(None, email, password, **{"is_staff": True, "is_superuser": True, **extra})

    def get_by_natural_key(self, email: str) -> User:
        return self.get(email=fold(email))


class User(AbstractUser):
    """A person, known by an e-mail address, which is stored case-folded."""

    username = None  # type: ignore[assignment] # the e-mail address takes its place
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.BOKMAL)
    title = models.CharField(_("job title"), max_length=100, blank=True)

    objects = PeopleManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")

    def __str__(self) -> str:
        return self.get_full_name() or self.email.split("@")[0]

    def clean(self) -> None:
        self.email = fold(self.email)


def display_name(user: User) -> str:
    """Return what a person is called on the site."""
    return str(user)


class OrganisationForm(SnippetAdminForm):
    """Its address is given once: others link to it, lists are filtered by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["slug"]


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> OrganisationQuerySet:
        """Return those that `user` may read of: everybody may, of every one that is verified."""
        return self.filter(verified_at__isnull=False)


class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=120, unique=True)
    name_key = SortKeyField(source="name")
    slug = models.SlugField(_("name in addresses"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    orgnr = models.CharField(
        _("organisation number"), max_length=9, unique=True, null=True, blank=True, validators=[validate_orgnr]
    )
    about = models.TextField(_("about"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.BOKMAL)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    verified_at = models.DateTimeField(
        _("verified"), null=True, blank=True, help_text=_("Its members can act for it from this moment on.")
    )

    objects = OrganisationQuerySet.as_manager()
    base_form_class = OrganisationForm
    panels = [
        FieldRowPanel([TitleFieldPanel("name", classname="", placeholder=False), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("orgnr")]),
        FieldPanel("about"),
        FieldPanel("language"),
        FieldRowPanel([FieldPanel("population"), FieldPanel("verified_at")]),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{ORGANISATIONS}{self.slug}/"

    def clean(self) -> None:
        """Refuse a name that looks like another's; `ß` and `ss`, å in one sign or two, а and a are the same here."""
        validate_one_alphabet(self.name)
        others = Organisation.objects.exclude(pk=self.pk).values_list("name", flat=True)
        if looks(self.name) in map(looks, others):
            raise ValidationError({"name": _("Another organisation has a name that looks like this one.")})
        if self.verified_at and self.verified_at > now():
            raise ValidationError({"verified_at": _("It cannot be verified at a time that has not come.")})

    @property
    def is_supplier(self) -> bool:
        return self.kind == OrganisationKind.SUPPLIER

    @property
    def grouped_orgnr(self) -> str:
        """The organisation number as it is written in Norway, 912 345 678, on one line; empty when it has none."""
        return "\N{NO-BREAK SPACE}".join(re.findall("...", self.orgnr or ""))


class MembershipQuerySet(models.QuerySet):
    def current(self) -> MembershipQuerySet:
        """Return the memberships that count now: begun, not ended, in a verified organisation."""
        moment = now()
        still = models.Q(ended_at=None) | models.Q(ended_at__gt=moment)
        return self.filter(still, started_at__lte=moment, organisation__verified_at__isnull=False)


class Membership(models.Model):
    """A person's place in an organisation, and what it lets the person do there."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=MemberRole, default=MemberRole.MEMBER)
    verified_at = models.DateTimeField(
        _("verified"), null=True, blank=True, help_text=_("Until then, what the person posts waits for a moderator.")
    )
    started_at = models.DateTimeField(_("from"), default=timezone.now)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    base_form_class = SnippetAdminForm
    panels = [
        FieldRowPanel([FieldPanel("user"), FieldPanel("organisation")]),
        FieldRowPanel([FieldPanel("role"), FieldPanel("verified_at")]),
        FieldRowPanel([FieldPanel("started_at"), FieldPanel("ended_at")]),
    ]

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organisation__name", "user__first_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=models.Q(ended_at=None), name="one_current_membership"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

    @property
    def is_key_person(self) -> bool:
        return self.role == MemberRole.KEY_PERSON
