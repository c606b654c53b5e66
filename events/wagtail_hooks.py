from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.models import Page

from .viewsets import Events, EventsBelow


@hooks.register("register_admin_viewset")
def list_events() -> list[Events | EventsBelow]:
    return [EventsBelow(), Events()]


@hooks.register("before_delete_page")
def say_who_is_told(request: HttpRequest, page: Page) -> None:
    """Say it with the question whether to delete; the question whether to unpublish is a template."""
    if request.method == "GET" and (told := render_to_string("events/admin/told.html", {"page": page}).strip()):
        messages.warning(request, told)
