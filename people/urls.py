from django.urls import include, path

from . import views

urlpatterns = [
    path("admin-inngang/", views.admin_gate, name="admin_gate"),
    path("organisasjon/", views.switch_organisation, name="switch_organisation"),
    path("sprak/", views.account_language, name="account_language"),
    path("2fa/webauthn/login/", views.sign_in_with_key, name="sign_in_with_key"),
    path("email/", views.AddressesView.as_view(), name="account_email"),
    path("sessions/", views.SignedInView.as_view(), name="signed_in"),
    path("", include("allauth.urls")),
]
