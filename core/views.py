from __future__ import annotations

import errno

from django.conf import settings
from django.contrib import messages
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from . import rescue

FROM_ELSEWHERE = (REASON_BAD_ORIGIN.split("%")[0], REASON_BAD_REFERER.split("%")[0])


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read; asks nothing of it, since it may not have got as far as a user."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Keep what was typed and show the form again, unless the post came from another site."""
    if reason.startswith(FROM_ELSEWHERE) or not _keeps_text(request) or not rescue.keep(request):
        return render(request, "403_csrf.html", {"is_anothers": rescue.is_anothers(request)}, status=403)
    if request.user.is_authenticated:
        told = _("The page had been open for too long. What you wrote is kept: look it over and send it again.")
    else:
        told = _("You have been signed out. What you wrote is kept: log in to go on.")
    messages.warning(request, told)
    return redirect(request.get_full_path())


def _keeps_text(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path).func
    except Resolver404:
        return False
    return getattr(getattr(view, "view_class", view), "keeps_text", False)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers as well; 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"database": "away"}, status=503)
    return JsonResponse({"database": "ok"})


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of the editors; a name that is too long for any file is no address."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise Http404 from error
