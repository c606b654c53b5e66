from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_safe

from core import limits, rescue
from people.acting import acting_membership
from people.editing import PageEditor
from people.login import MemberViewMixin

from . import actions, ics, rules
from .choices import RegistrationStatus
from .forms import EventForm, RegistrationForm
from .models import EventIndexPage, EventPage, Registration

NOT_REGISTERED = gettext_lazy("You are not registered for this event, so there is nothing to cancel.")
STAYS = gettext_lazy("The event is over, so the registration stays.")
REFUSALS = {
    RegistrationStatus.FULL: gettext_lazy("Somebody else took the last place before you. You are not registered."),
    RegistrationStatus.CLOSED: gettext_lazy("Registration closed before you were done. You are not registered."),
    RegistrationStatus.OVER: gettext_lazy("The event was over before you were done. You are not registered."),
}


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


class EventEditor(PageEditor, ArrangerViewMixin):
    model = EventPage
    index_model = EventIndexPage
    form_class = EventForm
    template_name = "events/event_form.html"

    def may_create(self) -> bool:
        return bool(rules.own_arrangers(self.request.user))


class CallOff(ArrangerViewMixin, View):
    """Withdraw an event, after a question."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = get_object_or_404(EventPage, id=pk)
        return render(request, "events/event_withdraw.html", {"page": event, "told": event.to_be_told})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        actions.call_off(event=get_object_or_404(EventPage, id=pk), actor=request.user)
        return redirect("draft", pk=pk)


def published_event(request: HttpRequest, pk: int) -> EventPage:
    """Return an event that the reader may see; raises `Http404` for every other one."""
    return get_object_or_404(EventPage.objects.visible_to(request.user).with_state(), id=pk)


class OwnRegistrationView(MemberViewMixin, View):
    """What somebody does with her own registration; those who held a place at what is called off are told so."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            own = Registration.objects.called_off().filter(event=kwargs["pk"], user=request.user).first()
            if own is not None:
                text = _("“%(title)s” is called off. You need not cancel your registration.")
                messages.info(request, text % {"title": own.title})
                return redirect("my_page")
        return super().dispatch(request, *args, **kwargs)


class Register(OwnRegistrationView):
    """Take a place at an event."""

    keeps_text = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = published_event(request, pk)
        if event.registration_of(request.user):
            messages.info(request, _("You are registered already."))
            return redirect(event.path_url)
        return self._show(event, self._form(rescue.shown(request)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = published_event(request, pk)
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(event, form, status=422)
        try:
            organisation = form.cleaned_data.get("organisation")
            limits.spend("registration", limits.person(request.user))
            actions.register(event=event, user=request.user, organisation=organisation)
        except actions.RegistrationRefused as refused:
            return self._show(published_event(request, pk), form, status=409, refusal=REFUSALS[refused.status])
        messages.success(
            request, _("You are registered. A receipt is on its way to %(email)s.") % {"email": request.user.email}
        )
        return redirect(event.path_url)

    def _form(self, data: Any) -> RegistrationForm:
        return RegistrationForm(data, user=self.request.user, acting=acting_membership(self.request))

    def _show(self, event: EventPage, form: RegistrationForm, status: int = 200, refusal: Any = "") -> HttpResponse:
        context = {"page": event, "form": form, "is_open": event.status == RegistrationStatus.OPEN}
        return render(self.request, "events/registration_form.html", {**context, "refusal": refusal}, status=status)


class Leave(OwnRegistrationView):
    """Give one's place back, after a question."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = published_event(request, pk)
        if event.registration_of(request.user) is None:
            messages.info(request, NOT_REGISTERED)
        elif event.status == RegistrationStatus.OVER:
            messages.info(request, STAYS)
        else:
            return render(request, "events/registration_cancel.html", {"page": event})
        return redirect(event.path_url)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        event = published_event(request, pk)
        limits.spend("registration", limits.person(request.user))
        try:
            cancelled = actions.cancel(event=event, user=request.user)
        except actions.RegistrationRefused:
            messages.error(request, STAYS)
        else:
            if cancelled is None:
                messages.info(request, NOT_REGISTERED)
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
