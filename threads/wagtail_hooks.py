from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .moderation import ApproveComment, HeldComment, HeldComments
from .rules import decides_on_comments
from .viewsets import Threads, ThreadsBelow


@hooks.register("register_admin_viewset")
def list_threads() -> list[Threads | ThreadsBelow]:
    return [ThreadsBelow(), Threads()]


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    if decides_on_comments(request.user):
        panels.append(HeldComments())


@hooks.register("register_admin_urls")
def decide_on_comments() -> list[URLPattern]:
    return [
        path("innlegg/<int:pk>/", HeldComment.as_view(), name="held_comment"),
        path("innlegg/<int:pk>/godkjenn/", ApproveComment.as_view(), name="approve_comment"),
    ]
