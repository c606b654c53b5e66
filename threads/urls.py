from django.urls import path

from . import views

urlpatterns = [
    path("start/", views.ThreadEditor.as_view(), name="thread_new"),
    path("<id:pk>/rediger/", views.ThreadEditor.as_view(), name="thread_edit"),
    path("<id:pk>/trekk/", views.WithdrawThread.as_view(), name="thread_withdraw"),
    path("kommenter/<id:page_pk>/", views.PostComment.as_view(), name="comment_new"),
    path("innlegg/<id:pk>/", views.comment, name="comment"),
    path("innlegg/<id:pk>/historikk/", views.comment_history, name="comment_history"),
    path("innlegg/<id:pk>/rediger/", views.EditComment.as_view(), name="comment_edit"),
    path("innlegg/<id:pk>/slett/", views.DeleteComment.as_view(), name="comment_delete"),
]
