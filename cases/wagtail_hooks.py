from __future__ import annotations

from wagtail import hooks

from .viewsets import Experiences, ExperiencesBelow


@hooks.register("register_admin_viewset")
def list_experiences() -> list[Experiences | ExperiencesBelow]:
    return [ExperiencesBelow(), Experiences()]
