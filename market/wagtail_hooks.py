from wagtail.snippets.models import register_snippet

from .viewsets import NoticeViewSet, SupplierViewSet

register_snippet(NoticeViewSet)
register_snippet(SupplierViewSet)
