from django.urls import path

from . import views

urlpatterns = [
    path("start/", views.ThreadEditor.as_view(), name="thread_new"),
    path("<int:pk>/rediger/", views.ThreadEditor.as_view(), name="thread_edit"),
    path("<int:pk>/trekk/", views.WithdrawThread.as_view(), name="thread_withdraw"),
    path("kommenter/<int:page_pk>/", views.PostComment.as_view(), name="comment_new"),
    path("innlegg/<int:pk>/", views.comment, name="comment"),
    path("innlegg/<int:pk>/rediger/", views.EditComment.as_view(), name="comment_edit"),
    path("innlegg/<int:pk>/slett/", views.DeleteComment.as_view(), name="comment_delete"),
]
