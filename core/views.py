from __future__ import annotations

import errno

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.models import Page

from . import health, history, limits, rescue
from .guard import check_access
from .pages import page_path

FROM_ELSEWHERE = (REASON_BAD_ORIGIN.split("%")[0], REASON_BAD_REFERER.split("%")[0])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Keep what was typed and show the form again, unless the post came from another site."""
    if reason.startswith(FROM_ELSEWHERE) or not rescue.is_kept_form(request) or not limits.rescued(request):
        return render(request, "403_csrf.html", {"is_anothers": rescue.is_anothers(request)}, status=403)
    if request.user.is_authenticated:
        told = _("The page had been open for too long. What you wrote is kept: look it over and send it again.")
    else:
        told = _("You have been signed out. What you wrote is kept: sign in to go on.")
    messages.warning(request, told)
    return redirect(request.get_full_path())


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """What pages need is there; 503 when it is not. Words about the parts are in docs/operations.md."""
    report = health.report()
    return JsonResponse(report, status=503 if report["status"] == "away" else 200)


@require_safe
def page_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one version of a published page (`?versjon=`, counted from the newest) changed in the one before."""
    page = get_object_or_404(Page.objects.live(), pk=pk)
    check_access(page, request.user)
    page = page.specific
    shown = history.versions(page, request.user)
    asked = request.GET.get("versjon", "")
    number = min(int(asked[:4]) if asked.isascii() and asked.isdigit() else 0, max(len(shown) - 2, 0))
    changes = history.changes(shown[number + 1], shown[number]) if len(shown) > 1 else []
    context = {"page": page, "page_url": page_path(page), "versions": shown, "number": number, "changes": changes}
    return render(request, "core/page_history.html", context)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of the editors; a name that is too long for any file, or leads out of the folder, is no address."""
    try:
        return serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except SuspiciousFileOperation as error:
        raise Http404 from error
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        raise Http404 from error
