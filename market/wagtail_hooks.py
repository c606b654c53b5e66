from wagtail.snippets.models import register_snippet

from .viewsets import MarketGroup

register_snippet(MarketGroup)
