from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from core import lifecycle

        from . import actions
        from .models import ExperiencePage

        lifecycle.listen("page.submitted", ExperiencePage, actions.tell_approvers)
