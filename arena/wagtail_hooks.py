from __future__ import annotations

from wagtail import hooks

from .viewsets import Ideas, IdeasBelow


@hooks.register("register_admin_viewset")
def list_ideas() -> list[Ideas | IdeasBelow]:
    return [IdeasBelow(), Ideas()]
