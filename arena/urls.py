from django.urls import path

from . import views

urlpatterns = [
    path("del/", views.IdeaEditor.as_view(), name="idea_new"),
    path("<int:pk>/rediger/", views.IdeaEditor.as_view(), name="idea_edit"),
    path("<int:pk>/trekk/", views.WithdrawIdea.as_view(), name="idea_withdraw"),
]
