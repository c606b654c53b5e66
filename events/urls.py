from django.urls import path

from . import views

urlpatterns = [
    path("nytt/", views.EventEditor.as_view(), name="event_new"),
    path("<int:pk>/rediger/", views.EventEditor.as_view(), name="event_edit"),
    path("<int:pk>/trekk/", views.CallOff.as_view(), name="event_withdraw"),
    path("<int:pk>/meld-pa/", views.Register.as_view(), name="event_register"),
    path("<int:pk>/meld-av/", views.Leave.as_view(), name="event_leave"),
    path("<int:pk>/kalender.ics", views.calendar, name="event_calendar"),
    path("<int:pk>/deltakere/", views.participants, name="event_participants"),
]
