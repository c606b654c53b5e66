from django.urls import include, path

from . import views

urlpatterns = [
    path("admin-inngang/", views.admin_gate, name="admin_gate"),
    path("organisasjon/", views.switch_organisation, name="switch_organisation"),
    path("sprak/", views.account_language, name="account_language"),
    path("", include("allauth.urls")),
]
