from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from core import search_registry
        from core.access import register_keys

        from .rules import held_access_keys
        from .search import OrganisationAdapter

        register_keys(held_access_keys)
        search_registry.register(OrganisationAdapter())
