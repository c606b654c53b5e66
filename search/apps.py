from django.apps import AppConfig
from django.core.checks import register


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from core import search_registry

        from .checks import engines_fit, lexicon_is_built
        from .drain import drain_soon
        from .find import alike, find, state

        register(engines_fit)
        register(lexicon_is_built)
        search_registry.fill_in(drain=drain_soon, find=find, alike=alike, state=state)
