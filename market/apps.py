from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "market"

    def ready(self) -> None:
        from core import moments

        from . import search
        from .models import ProcurementNotice

        search.register()
        moments.register(ProcurementNotice.objects.next_moment)
