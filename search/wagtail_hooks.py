from __future__ import annotations

from wagtail.snippets.models import register_snippet

from .viewsets import PromotionViewSet, SynonymViewSet

register_snippet(SynonymViewSet)
register_snippet(PromotionViewSet)
