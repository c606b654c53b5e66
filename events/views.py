from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from core import rescue
from people.acting import acting_membership
from people.editing import PageEditor
from people.login import MemberViewMixin

from . import actions, ics, rules
from .choices import RegistrationStatus
from .forms import EventForm, RegistrationForm
from .models import EventIndexPage, EventPage


class ArrangerViewMixin(MemberViewMixin):
    """A view for those who arrange the event in the address (row 19).

    Another's event is not there for those who may arrange events of their own; others are refused.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and "pk" in kwargs:
            event = get_object_or_404(EventPage.objects.select_related("state"), id=kwargs["pk"])
            if not rules.may_arrange(request.user, event.state.organisation_id):
                if rules.own_arrangers(request.user):
                    raise Http404
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EventEditor(ArrangerViewMixin, PageEditor):
    model = EventPage
    index_model = EventIndexPage
    form_class = EventForm
    template_name = "events/event_form.html"

    def may_create(self) -> bool:
        return bool(rules.own_arrangers(self.request.user))


class CallOff(ArrangerViewMixin, View):
    """Withdraw an event, after a question."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = get_object_or_404(EventPage, id=pk)
        told = 0 if event.status == RegistrationStatus.OVER else event.taken
        return render(request, "events/event_withdraw.html", {"page": event, "told": told})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        actions.call_off(event=get_object_or_404(EventPage, id=pk), actor=request.user)
        messages.success(request, _("Withdrawn. Only your own organisation can see it now."))
        return redirect("draft", pk=pk)


def published_event(request: HttpRequest, pk: int) -> EventPage:
    """Return an event that the reader may see; raises `Http404` for every other one."""
    return get_object_or_404(EventPage.objects.visible_to(request.user).with_state(), id=pk)


class Register(MemberViewMixin, View):
    """Take a place at an event."""

    keeps_text = True
    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = published_event(request, pk)
        if event.registration_of(request.user):
            return redirect(event.path_url)
        return self._show(event, self._form(rescue.take(request)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = published_event(request, pk)
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(event, form, status=422)
        try:
            organisation = form.cleaned_data.get("organisation")
            actions.register(event=event, user=request.user, organisation=organisation)
        except actions.RegistrationRefused:
            return self._show(published_event(request, pk), form, status=409)
        messages.success(
            request, _("You are registered. A receipt is on its way to %(email)s.") % {"email": request.user.email}
        )
        return redirect(event.path_url)

    def _form(self, data: Any) -> RegistrationForm:
        return RegistrationForm(data, user=self.request.user, acting=acting_membership(self.request))

    def _show(self, event: EventPage, form: RegistrationForm, status: int = 200) -> HttpResponse:
        context = {"page": event, "form": form, "is_open": event.status == RegistrationStatus.OPEN}
        return render(self.request, "events/registration_form.html", context, status=status)


class Leave(MemberViewMixin, View):
    """Give one's place back, after a question."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = published_event(request, pk)
        if event.registration_of(request.user) is None:
            return redirect(event.path_url)
        return render(request, "events/registration_cancel.html", {"page": event})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = published_event(request, pk)
        try:
            actions.cancel(event=event, user=request.user)
        except actions.RegistrationRefused:
            messages.error(request, _("The event is over, so the registration stays."))
        else:
            messages.success(request, _("Your registration is cancelled."))
        return redirect(event.path_url)


@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The event as a calendar file; with the online address for those who are registered."""
    event = published_event(request, pk)
    content = ics.calendar_file(event, with_online_url=event.shows_online_url_to(request.user))
    disposition = {"Content-Disposition": f'attachment; filename="{ics.FILE_NAME}"'}
    return HttpResponse(content, content_type=f"{ics.MIME_TYPE}; charset=utf-8", headers=disposition)


@require_safe
def participants(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is registered, with e-mail addresses, for those who arrange the event; for others it is not there."""
    event = get_object_or_404(EventPage.objects.with_state(), id=pk)
    if not rules.may_see_participants(request.user, event.state.organisation_id):
        raise Http404
    return render(request, "events/participants.html", {"page": event, **_table(event)})


def _table(event: EventPage) -> dict[str, Any]:
    """Return what components/table.html needs to show who holds a place."""
    rows = []
    for one in event.registrations.current().select_related("user", "organisation"):
        email = {"value": one.user.email, "url": f"mailto:{one.user.email}"}
        rows.append([str(one.user), str(one.organisation or _("Private person")), email, {"date": one.created_at}])
    headers = [{"label": label} for label in (_("Name"), _("Takes part for"), _("E-mail address"), _("Registered"))]
    return {"headers": headers, "rows": rows}
