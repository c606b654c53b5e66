from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from . import lifecycle, lookups, search_pages, search_registry, slugs

        lifecycle.connect()
        lookups.register()
        slugs.register()
        search_registry.register(search_pages.PageAdapter())
        search_registry.register_dependants(search_pages.pages_named_by)
