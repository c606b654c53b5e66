from django.urls import path

from . import views

urlpatterns = [
    path("del/", views.IdeaEditor.as_view(), name="idea_new"),
    path("<id:pk>/rediger/", views.IdeaEditor.as_view(), name="idea_edit"),
    path("<id:pk>/trekk/", views.WithdrawIdea.as_view(), name="idea_withdraw"),
]
