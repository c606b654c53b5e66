from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from core import search_registry

        from .drain import drain_soon
        from .find import alike, find, state

        search_registry.fill_in(drain=drain_soon, find=find, alike=alike, state=state)
