from django.urls import path

from . import views

urlpatterns = [
    path("nytt/", views.EventEditor.as_view(), name="event_new"),
    path("<id:pk>/rediger/", views.EventEditor.as_view(), name="event_edit"),
    path("<id:pk>/trekk/", views.CallOff.as_view(), name="event_withdraw"),
    path("<id:pk>/meld-pa/", views.Register.as_view(), name="event_register"),
    path("<id:pk>/meld-av/", views.Leave.as_view(), name="event_leave"),
    path("<id:pk>/kalender.ics", views.calendar, name="event_calendar"),
    path("<id:pk>/deltakere/", views.participants, name="event_participants"),
]
