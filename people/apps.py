from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from core.access import register_keys

        from .rules import held_access_keys

        register_keys(held_access_keys)
