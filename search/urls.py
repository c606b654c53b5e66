from django.urls import path

from . import views

urlpatterns = [
    path("sok/", views.search_page, name="search"),
    path("sok/feed/", views.search_feed, name="search_feed"),
    path("api/search/", views.search_api, name="search_api"),
    path("api/search/suggest/", views.suggest_api, name="suggest_api"),
]
