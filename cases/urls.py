from django.urls import path

from . import views

urlpatterns = [
    path("del/", views.ExperienceEditor.as_view(), name="experience_new"),
    path("godkjenning/", views.Approvals.as_view(), name="experience_approvals"),
    path("<id:pk>/rediger/", views.ExperienceEditor.as_view(), name="experience_edit"),
    path("<id:pk>/trekk/", views.WithdrawExperience.as_view(), name="experience_withdraw"),
    path("<id:pk>/godkjenn/", views.Approve.as_view(), name="experience_approve"),
    path("<id:pk>/send-tilbake/", views.SendBack.as_view(), name="experience_send_back"),
]
