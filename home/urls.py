from django.urls import path

from . import organisations, views

urlpatterns = [
    path("organisasjoner/", organisations.organisations, name="organisations"),
    path("organisasjoner/<slug:slug>/", organisations.organisation, name="organisation"),
    path("min-side/", views.my_page, name="my_page"),
    path("min-side/innlegg/", views.my_comments, name="my_comments"),
    path("min-side/sider/", views.my_pages, name="my_pages"),
    path("min-side/utkast/<id:pk>/ta-tilbake/", views.TakeBack.as_view(), name="draft_take_back"),
]
