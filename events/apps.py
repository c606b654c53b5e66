from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from core import lifecycle, moments

        from . import actions
        from .models import EventPage

        lifecycle.listen("unpublished", EventPage, actions.tell_called_off)
        lifecycle.listen("published", EventPage, actions.tell_of_changes)
        moments.register(EventPage.objects.next_moment)
