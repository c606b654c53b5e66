from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from . import lifecycle, search_pages, search_registry

        lifecycle.connect()
        search_registry.register(search_pages.PageAdapter())
