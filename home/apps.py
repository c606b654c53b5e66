from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from . import search
        from .site_tree import build_site

        search.register()
        post_migrate.connect(build_site, sender=self)
