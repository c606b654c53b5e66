from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from core.markdown import RENDERER_VERSION, RenderedField, RendererVersionField

BATCH = 100


class Command(BaseCommand):
    help = "Renders Markdown anew where the stored HTML was made by an older renderer."

    def handle(self, **options: Any) -> None:
        for model in apps.get_models():
            fields = [field for field in model._meta.local_fields if isinstance(field, RenderedField)]
            version = next((f for f in model._meta.local_fields if isinstance(f, RendererVersionField)), None)
            if not fields or version is None:
                continue
            stale = model._base_manager.exclude(**{version.name: RENDERER_VERSION})
            while rows := list(stale.order_by("pk")[:BATCH]):
                for row in rows:
                    html = {field.name: field.pre_save(row, add=False) for field in fields}
                    model._base_manager.filter(pk=row.pk).update(**html, **{version.name: RENDERER_VERSION})
            self.stdout.write(f"{model._meta.label}: {', '.join(field.name for field in fields)}")
