from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "market"

    def ready(self) -> None:
        from core import moments, withdrawn

        from . import search
        from .models import ProcurementNotice, SupplierProfile

        search.register()
        for model in (ProcurementNotice, SupplierProfile):
            withdrawn.register(model.objects.was_open)
        moments.register(ProcurementNotice.objects.next_moment)
