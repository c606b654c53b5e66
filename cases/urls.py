from django.urls import path

from . import views

urlpatterns = [
    path("del/", views.ExperienceEditor.as_view(), name="experience_new"),
    path("godkjenning/", views.Approvals.as_view(), name="experience_approvals"),
    path("<int:pk>/rediger/", views.ExperienceEditor.as_view(), name="experience_edit"),
    path("<int:pk>/trekk/", views.WithdrawExperience.as_view(), name="experience_withdraw"),
    path("<int:pk>/godkjenn/", views.Approve.as_view(), name="experience_approve"),
    path("<int:pk>/send-tilbake/", views.SendBack.as_view(), name="experience_send_back"),
]
