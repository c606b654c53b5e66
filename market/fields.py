from __future__ import annotations

from typing import Any

from django.core.validators import URLValidator
from django.db import models


class WebAddressField(models.URLField):
    """An address on the web: http or https, nothing else."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
