"""What stands before Wagtail's own addresses, which are the same."""

from __future__ import annotations

from django.urls import path
from wagtail.admin.auth import require_admin_access

from .translating import SubmitTranslation
from .views import Front

urlpatterns = [
    path("", require_admin_access(Front.as_view()), name="desk_front"),
    path(
        "localize/submit/page/<int:page_id>/",
        require_admin_access(SubmitTranslation.as_view()),
        name="desk_submit_translation",
    ),
]
