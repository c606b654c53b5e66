"""Numbers of things, of which there is at least one."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models


class _Count(models.Field):
    """A whole number from one on; a form says so of −1 as well, where Django's would ask for at least 0."""

    default_validators = [MinValueValidator(1)]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"min_value": 1, **kwargs})


class CountField(_Count, models.PositiveIntegerField):
    """A number of anything."""


class SmallCountField(_Count, models.PositiveSmallIntegerField):
    """A number that stays below 32,768."""
